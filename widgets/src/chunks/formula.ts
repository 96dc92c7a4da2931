import type { Parcel } from "../chunks";
import { formula } from "../kinds/formula";
import css from "../kinds/formula.css";
import { SENTENCES } from "./formula.sentences.generated";

export default { kinds: { formula }, sentences: SENTENCES, style: css } satisfies Parcel;
