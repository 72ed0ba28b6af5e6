package dev.brownout.step;

import dev.brownout.random.KeySampler;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A call that a step makes. The n-th call to the same target has its own identity. Each call of an endpoint also has
 * its own identity, because the steps of the endpoint count from zero again: its writes differ from those of the
 * caller.
 */
record CallBranch(Service service, Operation operation, long target, int ordinal, boolean endpoint, Keys keys) {
    Request request(Request parent) {
        Request request = parent.withFullObject().withOperation(operation);
        if (endpoint) {
            request = request.child(target, -1 - ordinal);
        } else if (ordinal != 0) {
            request = request.child(target, ordinal);
        }
        return keys == null ? request : request.withKey(keys.next(request));
    }

    /** Keys that the calls of a step draw, the same in each repetition: call {@code turn} (from 0) of {@code times}. */
    record Keys(KeySampler sampler, KeyedRandom draws, int times, int turn) {
        int next(Request request) {
            return sampler.next(draws.withIdentity(request.content()), request.number() * times + turn);
        }
    }

    /** Returns the branches that a request takes. */
    static List<CallBranch> selectedBranches(
            List<CallBranch> branches, List<Optional<Predicate<Request>>> takers, Request request) {
        List<CallBranch> selected = new ArrayList<>(branches.size());
        for (int i = 0; i < branches.size(); i++) {
            if (takers.get(i).isEmpty() || takers.get(i).get().test(request)) {
                selected.add(branches.get(i));
            }
        }
        return selected;
    }
}
