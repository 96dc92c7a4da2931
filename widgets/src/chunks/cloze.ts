import type { Parcel } from "../chunks";
import dragged from "../drag.css";
import { cloze } from "../kinds/cloze";
import css from "../kinds/cloze.css";
import { SENTENCES } from "./cloze.sentences.generated";

export default { kinds: { cloze }, sentences: SENTENCES, style: dragged + css } satisfies Parcel;
