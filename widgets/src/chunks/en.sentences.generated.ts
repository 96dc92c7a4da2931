// Generated from courseware/text/catalogue/*.toml by `python -m courseware.text._generate`.

export const SENTENCES = {
  tables: {
    "en": `No answer was given.
Very close! Check your rounding: do not round the steps in between.
{count} of the chosen options is not right.|{count} of the chosen options are not right.
Something went wrong while marking. It is not your fault: your answer is kept, and your teacher will look at it.
False
The value is right; now write it with {count} significant figure.|The value is right; now write it with {count} significant figures.
The value is right; now write it as a decimal, for example 0.75.
The value is right; now write it as a fraction, for example 3/4.
The value is right; now write it as a whole number.
The value is right; now reduce the fraction: divide top and bottom by what they have in common.
The value is right; now write it in scientific notation, for example 1.5×10³: one digit before the point.
A word has a letter of another alphabet that looks the same (Latin “c” and Cyrillic “с”, for example). Check the keyboard’s language; the answer was read with the right letters.
{count} right option was not chosen.|{count} right options were not chosen.
A text or a number was expected here, and something else came.
Partly right. Have another look.
The digits are right; check where the decimal point stands: it is out by 10, 100 or 1000.
That is right, well done!
The number itself is right; check its sign.
Check the spelling, it is written like this: {word}
The answer is too long: up to {count} character is read.|The answer is too long: up to {count} characters are read.
True
Understood as: {text}
There is no such option: {option}. Choose one from the list.
The answer could not be understood. Try writing it more simply.
Not right yet. Read the question once more.
This can be read in two ways: does the comma or point mark decimals or thousands? Write thousands with a space: 1 234.
No number has been written yet.
“{text}” is a calculation, or has extra signs. Work it out and write only the result, for example 3.5 or 3/4.
The groups of digits in “{text}” are not clear. Group by threes with a space: 1 234 567. Write decimals after a point or comma: 1234.5.
“{text}” could not be read as a number. Write it in digits, for example 12, 3.5 or 3/4.
The power of ten is too large: keep it between −{count} and {count}.
That is too long: a number needs at most {count} characters.
There seems to be more than one number here: {first} and {second}. Write one number.
The number {number} and the unit “{unit}” were understood. Write only the number here, without the unit.
The denominator cannot be zero: {numerator} cannot be divided by zero.
Another one like this
Give an answer first, then we will check it.
{count} attempt left|{count} attempts left
Check
How sure are you of your answer?
Not very
Fairly
Very
If right: 1, 2 or 3; if wrong: 0, −2 or −6. Be honest: if you are not sure, do not gamble.
Disconnected
About your earlier answer:
Exercise
Explanation
Could not be marked
Graded
Your answer is saved. It will be marked after the work is handed in.
Hint {number} of {total}
Language
English
Русский
Oʻzbekcha
Ўзбекча
Marked
No attempts left
Not answered yet
There is no connection, but your answer is kept on this device. It will be sent by itself when the connection is back.
Partly right
{count} point|{count} points
Practice
This answer can no longer be changed
There are no attempts left, so the new answer was not taken. Your earlier answer is kept.
The exercise has changed meanwhile. Reload the page and answer once more.
Writing into the folder is not allowed. Tell your teacher.
The notebook’s kernel does not answer. Run the cell again.
The disk is full. Delete files you no longer need and save again.
The folder of answers is not there. Reload the page and save again.
Writing to the disk failed. Try to save again.
Your share of the disk is used up. Delete files you no longer need and save again.
This folder can only be read. Copy the lesson into a folder of your own.
The answer is not saved yet. Try to save again.
The answer could not be taken. Write it more simply and save again.
Right
Save
Save again
Saved
Saving…
{score} out of {total}
Choose every right option
Choose one option
Is this true?
Show a hint ({number}/{total})
Understood as: {text}
Not marked yet
Not saved
Not right
Your answer`,
  },
};
