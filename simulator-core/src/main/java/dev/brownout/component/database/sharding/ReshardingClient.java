package dev.brownout.component.database.sharding;

import dev.brownout.instrument.Counter;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.spi.ComponentContext;
import java.util.Arrays;

/**
 * Client-side router of a sharded database during resharding. A request goes to the current shard of its key. If the
 * key has moved meanwhile, the shard rejects the request and the router sends it to the new shard.
 */
final class ReshardingClient implements Service {
    private static final int NO_KEY = 0;

    private final ComponentContext context;
    private final Simulation simulation;
    private final KeyLocations homes;
    private final Service[] groups;
    private final KeyedRandom choice;
    private final Counter sentOn;

    ReshardingClient(ComponentContext context, KeyLocations homes, Service[] groups, KeyedRandom choice) {
        this.context = context;
        this.simulation = context.simulation();
        this.homes = homes;
        this.groups = groups;
        this.choice = choice;
        this.sentOn =
                context.metrics().instruments(ShardOwnership.Measures.class).sentOn();
    }

    @Override
    public void call(Request request, Reply reply) {
        if (request.key() != NO_KEY) {
            send(request, reply);
        } else if (request.operation() == Operation.WRITE) {
            groups[choice.withIdentity(request.identity()).nextInt(homes.taking())].call(request, reply);
        } else {
            ShardClient.all(context.versions(), request, Arrays.copyOf(groups, homes.shards()), reply);
        }
    }

    private void send(Request request, Reply reply) {
        int home = homes.of(request.key());
        groups[home].call(request, new ShardReply(request, home, reply));
    }

    /** Reply of the shard that had the key when the request was sent. Resends the request if the key has moved. */
    private final class ShardReply implements Reply {
        private final Request request;
        private final int home;
        private final Reply caller;

        ShardReply(Request request, int home, Reply caller) {
            this.request = request;
            this.home = home;
            this.caller = caller;
        }

        @Override
        public void accept(Outcome outcome, long detail) {
            if (outcome == Outcome.UNAVAILABLE && homes.of(request.key()) != home) {
                sentOn.add(simulation.now());
                send(request.repeated(1), caller);
            } else {
                caller.accept(outcome, detail);
            }
        }
    }
}
