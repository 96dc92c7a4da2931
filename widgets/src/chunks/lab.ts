import type { Parcel } from "../chunks";
import { lab } from "../kinds/lab";
import css from "../kinds/lab.css";
import { SENTENCES } from "./lab.sentences.generated";

export default { kinds: { lab }, sentences: SENTENCES, style: css } satisfies Parcel;
