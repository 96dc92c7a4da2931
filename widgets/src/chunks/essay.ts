import type { Parcel } from "../chunks";
import { essay } from "../kinds/essay";
import css from "../kinds/essay.css";
import { SENTENCES } from "./essay.sentences.generated";

export default { kinds: { essay }, sentences: SENTENCES, style: css } satisfies Parcel;
