import type { Parcel } from "../chunks";
import { SENTENCES } from "./ru.sentences.generated";

export default { sentences: SENTENCES } satisfies Parcel;
