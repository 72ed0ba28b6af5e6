package dev.brownout.random;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.InvalidArgumentMessage;
import dev.brownout.spec.Kind;
import dev.brownout.spec.YamlName;

/**
 * Keys that grow in ascending order. Keys 1 to {@code size} exist at the start. Each writing request creates the next
 * number, and other requests choose any existing key.
 */
@Kind("newest")
@Doc("A growing set of keys: each request with a step that writes its key creates the "
        + "next number; other requests use any existing key, uniformly. Beside a step that "
        + "writes, each of its calls creates a key. Requests and steps with the same text "
        + "share the keys if they use the same store.")
@Example("newest(100k)")
public record NewestKeys(
        @Doc("Number of keys at the start.")
        @YamlName("keys")
        @AtLeast(1)
        @AtMost(KeyPopularity.MOST_KEYS)
        @InvalidArgumentMessage(fraction = KeyPopularity.FRACTION)
        int size)
        implements GrowingKeys {

    /** Throws unless there are 1 to 1,000,000,000 keys. */
    public NewestKeys {
        DistributionArguments.require(
                size >= 1 && size <= MOST_KEYS, "number of keys must be from 1 to " + MOST_KEYS, size);
    }

    @Override
    public int number(int place) {
        return 1 + (place & MAXIMUM - 1);
    }
}
