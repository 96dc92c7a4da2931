import type { Parcel } from "../chunks";
import { forms } from "../kinds/number/forms";
import style from "../kinds/number.css";
import { SENTENCES } from "./quantities.sentences.generated";

export default { extras: { quantities: forms }, sentences: SENTENCES, style } satisfies Parcel;
