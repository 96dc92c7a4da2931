import type { Parcel } from "../chunks";
import { SENTENCES } from "./en.sentences.generated";

export default { sentences: SENTENCES } satisfies Parcel;
