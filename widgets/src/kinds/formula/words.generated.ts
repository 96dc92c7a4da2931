// Generated from courseware/algebra/words.py by `python -m courseware.algebra._generate`.

export const FUNCTIONS = `sqrt
cbrt
root
abs fabs modul
exp
ln
log
lg log10
lb log2
sin
cos
tan tg
cot ctg cotan cotg
sec
csc cosec
asin arcsin
acos arccos
atan arctan arctg
acot arccot arcctg
asec arcsec
acsc arccsc arccosec
sinh sh
cosh ch
tanh th
coth cth
sech
csch cosech
asinh arsinh arcsinh arsh
acosh arcosh arccosh arch
atanh artanh arctanh arth
acoth arcoth arccoth arcth
atan2 arctan2
factorial fact
gamma
binomial binom
max
min
floor
ceil ceiling
round
sign signum sgn
re realpart
im imagpart
conj conjugate
arg carg
mod
gcd
lcm
diff
int integrate
sum
product prod
limit lim
matrix
ntuple
oo
oc
co
cc
union cup ∪ ⋃
intersection cap ∩ ⋂`;

export const CONSTANTS = `pi π
inf infinity infty ∞ oo
minf
true True
false False
all
none`;

export const GREEK = `α alpha
β beta
γ gamma
δ delta
ε epsilon varepsilon ϵ
ζ zeta
η eta
θ theta vartheta ϑ
ι iota
κ kappa
λ lambda
μ mu µ
ν nu
ξ xi
ο omicron
ρ rho varrho
σ sigma
τ tau
υ upsilon
φ phi varphi ϕ
χ chi
ψ psi
ω omega
Γ Gamma
Δ Delta
Θ Theta
Λ Lambda
Ξ Xi
Π Pi
Σ Sigma
Φ Phi
Ψ Psi
Ω Omega`;

export const CONJUNCTIONS = `and va и && ∧ land nounand
or yoki или ∨ lor nounor
not emas не ¬ neg lnot nounnot
implies ⇒ → Rightarrow to
xor
xnor`;

export const RELATIONS = `= ==
< lt
> gt
≤ <= =< ⩽ ≦ le leq leqslant
≥ >= => ⩾ ≧ ge geq geqslant
≠ != <> /= # ne neq
∈ in
≔`;

export const LOOKALIKES = `a а
c с
e е
o о
x х
p р
y у
A А
B В
C С
E Е
H Н
K К
M М
O О
P Р
T Т
X Х
Y У
k к
i і
j ј
s ѕ
h һ`;

export const MANY =
  "atan2 binomial cc co diff gamma gcd int intersection lcm lg limit log matrix max min mod ntuple oc oo product root sum union";

export const ONLY_CALLED =
  "arch arg cap cc ch co cup diff im int matrix max min mod oc oo prod product re root round sh sum th union";

export const LATEX_ONLY =
  "Rightarrow land lnot lor neg to";

export const APPLIED =
  "f g h";
