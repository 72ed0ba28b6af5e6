package dev.brownout.component.server;

import dev.brownout.random.NumberedKeys;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.ComponentSpec.CallPropagation;
import dev.brownout.spi.Step;
import dev.brownout.step.ReadStep;
import java.util.List;

/** The calls that a server makes for each call that comes to it, before a run. */
final class ServerCalls {
    /** The number of the first session key in a store: above the keys of the data that the store may keep besides. */
    static final int FIRST_SESSION = 1_000_000_000;

    private ServerCalls() {}

    /** The keys of the sessions of so many users. */
    static NumberedKeys sessionKeys(int users) {
        return new NumberedKeys(FIRST_SESSION, users);
    }

    /** Takes the steps of the endpoint that is called, or those of the message. */
    static void propagate(ServerSpec spec, CallPropagation calls) {
        if (calls.endpoint().equals(CallTarget.PUSH)) {
            return;
        }
        if (calls.taken()) {
            spec.consumes().ifPresent(consumption -> calls.follow(consumption.steps()));
        } else if (!calls.endpoint().isEmpty()) {
            ServerSpec.Endpoint endpoint = spec.endpoints().get(calls.endpoint());
            calls.follow(endpoint == null ? List.of() : endpoint.steps());
        } else {
            if (spec.sessions().orElse(null) instanceof SessionSpec.SharedStore shared) {
                calls.follow(List.of(new ReadStep(shared.store(), Step.Options.NONE)), sessionKeys(shared.users()));
            }
            calls.follow(calls.rest());
        }
    }
}
