import type { Parcel } from "../chunks";
import dragged from "../drag.css";
import { match } from "../kinds/match";
import css from "../kinds/match.css";
import { SENTENCES } from "./match.sentences.generated";

export default { kinds: { match }, sentences: SENTENCES, style: dragged + css } satisfies Parcel;
