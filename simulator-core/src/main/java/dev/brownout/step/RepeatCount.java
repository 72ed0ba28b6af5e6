package dev.brownout.step;

import dev.brownout.random.KeyNames;
import dev.brownout.random.KeySampler;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.PerKeyCount;
import dev.brownout.service.PublicationFanOut;
import dev.brownout.service.Request;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;

/** Number of times that a request takes a step, by its key. */
record RepeatCount(PerKeyCount count, KeyNames names) {
    /**
     * Returns the number of repetitions by key.
     *
     * @throws ScenarioException if no request uses a key that is given by name
     */
    IntUnaryOperator byKey() {
        for (String key : count.named().keySet()) {
            if (names.find(key).isEmpty()
                    || names.name(names.find(key).getAsInt()).matches("\\d+")) {
                throw new ScenarioException(
                        "requests",
                        "no request has a key '{}' for 'times'; name it in a key distribution such as "
                                + "hot(1% on {}, rest uniform(1M))",
                        key,
                        key);
            }
        }
        return count.of(names);
    }

    /**
     * Returns the condition of each repetition. If the count depends on the key, a request takes the n-th repetition
     * only if its key has at least n.
     */
    List<Optional<Predicate<Request>>> takers(Optional<Predicate<Request>> all) {
        if (!count.byKey()) {
            return Collections.nCopies(count.maximum(), all);
        }
        IntUnaryOperator times = byKey();
        Predicate<Request> first = all.orElse(request -> true);
        List<Optional<Predicate<Request>>> takers = new ArrayList<>();
        for (int i = 0; i < count.maximum(); i++) {
            int turn = i;
            takers.add(Optional.of(first.and(request -> turn < times.applyAsInt(request.key()))));
        }
        return takers;
    }

    /**
     * Returns the route of calls that each carry several messages. Their keys come from the sampler, if it is not
     * {@code null}.
     */
    static CallTarget fanOut(CallTarget route, Step step, KeyNames names, KeySampler keys, KeyedRandom random) {
        PerKeyCount messages = step.options().times();
        if (messages.maximum() <= Step.callsPerRequest(step).maximum()) {
            return route;
        }
        return route.withFanOut(
                new PublicationFanOut(new RepeatCount(messages, names).byKey(), messages.maximum(), keys, random));
    }
}
