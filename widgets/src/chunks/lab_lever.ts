import type { Parcel } from "../chunks";
import { lever } from "../kinds/lab/lever";
import { picture } from "../kinds/lab/pictures/lever";
import { SENTENCES } from "./lab_lever.sentences.generated";

export default {
  extras: { lab_lever: { model: lever, picture } },
  sentences: SENTENCES,
} satisfies Parcel;
