/** Every chunk at once, for pages that load nothing: this demo, and the tests. */
import { register } from "../src/chunks";
import en from "../src/chunks/en";
import ru from "../src/chunks/ru";
import uz from "../src/chunks/uz";

for (const parcel of [uz, ru, en]) register(parcel);
