package dev.brownout.component.server;

import dev.brownout.random.NumberedKeys;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.ComponentSpec.CallPropagation;
import dev.brownout.spi.Step;
import dev.brownout.step.ReadStep;
import java.util.List;

/** Static analysis of the calls that a server makes for each incoming call. */
final class ServerCalls {
    /** First session key in a store: above the keys of other data in the store. */
    static final int FIRST_SESSION = 1_000_000_000;

    private ServerCalls() {}

    /** Returns the session keys of {@code users} users. */
    static NumberedKeys sessionKeys(int users) {
        return new NumberedKeys(FIRST_SESSION, users);
    }

    /** Follows the steps of the called endpoint, or those of a message. */
    static void propagate(ServerSpec spec, CallPropagation calls) {
        if (calls.endpoint().equals(CallTarget.PUSH)) {
            return;
        }
        if (calls.isPull()) {
            spec.consumes().ifPresent(consumption -> calls.follow(consumption.steps()));
        } else if (!calls.endpoint().isEmpty()) {
            ServerSpec.Endpoint endpoint = spec.endpoints().get(calls.endpoint());
            calls.follow(endpoint == null ? List.of() : endpoint.steps());
        } else {
            if (spec.sessions().orElse(null) instanceof SessionSpec.SharedStore shared) {
                calls.follow(List.of(new ReadStep(shared.store(), Step.Options.NONE)), sessionKeys(shared.users()));
            }
            calls.follow(calls.downstreamSteps());
        }
    }
}
