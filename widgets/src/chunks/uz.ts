import type { Parcel } from "../chunks";
import { SENTENCES } from "./uz.sentences.generated";

export default { sentences: SENTENCES } satisfies Parcel;
