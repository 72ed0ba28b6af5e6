package dev.brownout.component.server;

import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.NoneKeyword;
import java.time.Duration;
import java.util.Optional;

/** Parameters of an in-process cache on each host. */
@Doc("A small in-process cache on each node, which every read step uses first. The least recently "
        + "used entry is evicted.")
public record LocalCacheSpec(
        @Doc("Maximum number of entries on a node, for each component that it reads.")
        @Default("1000")
        @AtLeast(1)
        @DefaultSource("our assumption")
        @AtMost(1_000_000_000)
        int entries,

        @Doc("TTL of an entry, from when it was loaded.") @Default("none") @NoneKeyword("none") @AtLeast(1)
        Optional<Duration> ttl) {

    /** Rejects a zero capacity and non-positive lifetimes with an IllegalArgumentException. */
    public LocalCacheSpec {
        if (entries < 1) {
            throw new InvalidValueException("entries must be at least 1, not {}", entries);
        }
        if (ttl.isPresent() && (ttl.get().isZero() || ttl.get().isNegative())) {
            throw new InvalidValueException("ttl must be longer than 0ms; write none for entries that do not expire");
        }
    }
}
