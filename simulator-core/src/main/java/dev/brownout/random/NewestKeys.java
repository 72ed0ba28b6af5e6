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
@Doc("So many keys are there; each request whose key a step writes makes the next number, all others ask for any there"
        + " is, all alike; beside a step that writes, each of its calls makes one. Requests and steps that say the same"
        + " share the keys if they lead to the same store.")
@Example("newest(100k)")
public record NewestKeys(
        @Doc("How many there are at the start.")
        @YamlName("keys")
        @AtLeast(1)
        @AtMost(KeyPopularity.MOST_KEYS)
        @InvalidArgumentMessage(fraction = KeyPopularity.FRACTION)
        int size)
        implements GrowingKeys {

    /** Throws unless there are 1 to 1,000,000,000 keys. */
    public NewestKeys {
        DistributionArguments.that(
                size >= 1 && size <= MOST_KEYS, "number of keys must be from 1 to " + MOST_KEYS, size);
    }

    @Override
    public int number(int place) {
        return 1 + (place & MOST - 1);
    }
}
