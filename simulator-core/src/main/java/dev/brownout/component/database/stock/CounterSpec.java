package dev.brownout.component.database.stock;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Kind;

/** Counters of the keys of a database. */
@Kind("counters")
@Doc("A counter of each key, such as votes of an entry or likes of a post. A step increments it, and reads of the key "
        + "have its value in their data, from any replica or cache.")
public record CounterSpec(
        @Doc("Value of each counter at the start.")
        @Default("0")
        @DefaultSource("our assumption; it has no influence on increments and errors")
        @AtLeast(0)
        @AtMost(1_000_000_000)
        int start) {}
