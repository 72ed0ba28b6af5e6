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

/** How often a request takes a step, by its key. */
record RepeatCount(PerKeyCount count, KeyNames names) {
    /** The number of a key; refuses with a ScenarioException a key that nothing asks for by its name. */
    IntUnaryOperator byKey() {
        for (String key : count.named().keySet()) {
            if (names.find(key).isEmpty()
                    || names.name(names.find(key).getAsInt()).matches("\\d+")) {
                throw new ScenarioException(
                        "requests",
                        "no request asks for a key called '" + key + "', on which 'times' has a number of its own; "
                                + "keys have names in popularities such as hot(1% on " + key + ", rest uniform(1M))");
            }
        }
        return count.of(names);
    }

    /** Who takes each of the turns that there are at most: later ones only those whose key has so many. */
    List<Optional<Predicate<Request>>> takers(Optional<Predicate<Request>> all) {
        if (!count.byKey()) {
            return Collections.nCopies(count.greatest(), all);
        }
        IntUnaryOperator times = byKey();
        Predicate<Request> first = all.orElse(request -> true);
        List<Optional<Predicate<Request>>> takers = new ArrayList<>();
        for (int i = 0; i < count.greatest(); i++) {
            int turn = i;
            takers.add(Optional.of(first.and(request -> turn < times.applyAsInt(request.key()))));
        }
        return takers;
    }

    /** The route of calls of which each brings so many messages, about keys that a sampler chooses if there is one. */
    static CallTarget fanOut(CallTarget route, Step step, KeyNames names, KeySampler keys, KeyedRandom random) {
        PerKeyCount messages = step.options().times();
        if (messages.greatest() <= step.turns().greatest()) {
            return route;
        }
        return route.withFanOut(
                new PublicationFanOut(new RepeatCount(messages, names).byKey(), messages.greatest(), keys, random));
    }
}
