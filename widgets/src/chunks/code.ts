import type { Parcel } from "../chunks";
import { code } from "../kinds/code";
import css from "../kinds/code.css";
import { SENTENCES } from "./code.sentences.generated";

export default { kinds: { code }, sentences: SENTENCES, style: css } satisfies Parcel;
