import type { Parcel } from "../chunks";
import dragged from "../drag.css";
import { order } from "../kinds/order";
import css from "../kinds/order.css";
import { SENTENCES } from "./order.sentences.generated";

export default { kinds: { order }, sentences: SENTENCES, style: dragged + css } satisfies Parcel;
