package dev.brownout.component.idgenerator;

import dev.brownout.fault.ClockDriftFault;
import dev.brownout.fault.ClockJumpFault;
import dev.brownout.id.ClockRegressionPolicy;
import dev.brownout.id.IdBitLayout;
import dev.brownout.random.Distribution;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.MachineCount;
import dev.brownout.spec.effect.EffectiveWith;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.ConstantMetricRules;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.ScenarioFacts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Parameters of an identifier generator. */
@Kind("id-generator")
@Doc("Generates identifiers. They are unique if clocks and configuration are correct.")
@DeclaresMetrics({IssuedIds.Measures.class, TicketServer.Measures.class, TicketServer.WaitMeasures.class})
@Example("""
        components:
          web: { kind: server, nodes: 4 }
          ids: { kind: id-generator, scheme: ticket-server, segment: 1000, double_buffer: true }
        requests:
          create: { rate: 100/s, steps: [web, call: ids] }
        """)
public record IdGeneratorSpec(
        @Doc("Generation scheme.") @Default("snowflake") Scheme scheme,

        @Doc("Workers, ticket servers or masters in each region.")
        @Default("1")
        @AtLeast(1)
        @AtMost(MachineCount.MAXIMUM)
        @MachineCount
        @EffectiveWith(
                value = "scheme",
                in = {"snowflake", "ticket-server", "multi-master"})
        int nodes,

        @Doc("The worker number of each node, in order; default: 0, 1, 2 and so on. "
                + "Equal numbers cause duplicates.")
        @AtLeast(0)
        @AtMost(1_000_000_000)
        @EffectiveWith(value = "scheme", in = "snowflake")
        List<Integer> workerIds,

        @Doc("Bits of the worker number.")
        @Default("10")
        @AtLeast(0)
        @AtMost(22)
        @DefaultSource("Twitter Snowflake: 5 bits for the data centre and 5 for the worker")
        @EffectiveWith(value = "scheme", in = "snowflake")
        int workerBits,

        @Doc("Bits of the sequence within a millisecond.")
        @Default("12")
        @AtLeast(0)
        @AtMost(22)
        @DefaultSource("Twitter Snowflake: 4,096 identifiers per millisecond")
        @EffectiveWith(value = "scheme", in = "snowflake")
        int sequenceBits,

        @Doc("Reaction of a worker when its clock moves back.")
        @Default("refuse")
        @DefaultSource("Twitter Snowflake, IdWorker.scala: InvalidSystemClock")
        @EffectiveWith(value = "scheme", in = "snowflake")
        ClockRegressionPolicy guard,

        @Doc("Duration of a commit. A server runs one commit at a time.")
        @Default("2ms")
        @AtLeast(0)
        @DefaultSource("our assumption: 1 to 5 ms")
        @EffectiveWith(
                value = "scheme",
                in = {"ticket-server", "multi-master"})
        Distribution commit,

        @Doc("Queue slots of a server. Requests beyond that are rejected.")
        @Default("1000")
        @AtLeast(0)
        @DefaultSource("our assumption: as for a server")
        @AtMost(1_000_000_000)
        @EffectiveWith(
                value = "scheme",
                in = {"ticket-server", "multi-master"})
        int queue,

        @Doc("Increment between two numbers of a server; " + "default: the number of servers.")
        @AtLeast(1)
        @AtMost(1_000_000_000)
        @EffectiveWith(
                value = "scheme",
                in = {"ticket-server", "multi-master"})
        Optional<Integer> step,

        @Doc("For ticket-server: numbers that a calling node fetches in one request and then issues itself.")
        @Default("1")
        @AtLeast(1)
        @AtMost(1_000_000)
        @DefaultSource("Flickr's servers issue one number per request")
        int segment,

        @Doc("For ticket-server: whether a node fetches the next segment as soon as it starts to use one.")
        @Default("false")
        @DefaultSource("Meituan Leaf-segment")
        boolean doubleBuffer,

        @Doc("Time for which a caller avoids a node that did not respond.")
        @Default("30s")
        @AtLeast(0)
        @DefaultSource("our assumption")
        @EffectiveWith(
                value = "scheme",
                in = {"snowflake", "ticket-server", "multi-master"})
        Duration avoid,

        @Doc("Length of a code, in characters of an alphabet of 62.")
        @Default("7")
        @AtLeast(1)
        @AtMost(22)
        @DefaultSource("our assumption: short links; 62^7 = 3.5e12 codes")
        @EffectiveWith(value = "scheme", in = "random-code")
        int length)
        implements ComponentSpec {

    /** Generation scheme of the identifiers. */
    public enum Scheme {
        @Doc("Workers build an identifier from the time, their worker number and a sequence.")
        SNOWFLAKE,
        @Doc("Counter servers. Several servers count in steps from different offsets, such as "
                + "Flickr's odd and even ones.")
        TICKET_SERVER,
        @Doc("Databases with auto-increment. Each counts its inserts by the same step from its own offset.")
        MULTI_MASTER,
        @Doc("The caller generates 122 random bits (UUID version 4).")
        UUID_V4,
        @Doc("The caller combines the millisecond with 74 random bits (UUID version 7).")
        UUID_V7,
        @Doc("The caller generates a short random code.")
        RANDOM_CODE;

        /** Returns whether clients create identifiers without a call to a server. */
        boolean isLocal() {
            return this == UUID_V4 || this == UUID_V7 || this == RANDOM_CODE;
        }
    }

    /**
     * Validates the parameters.
     *
     * @throws IllegalArgumentException if a number exceeds its bits, or if a parameter belongs to another scheme
     */
    public IdGeneratorSpec {
        workerIds = List.copyOf(workerIds);
        long workers = new IdBitLayout(workerBits, sequenceBits).workers();
        if (scheme == Scheme.SNOWFLAKE && nodes > workers) {
            throw new InvalidValueException("worker_bits allow at most {} workers, not {}", workers, nodes);
        }
        if (workerIds.stream().anyMatch(id -> id < 0 || id >= workers)) {
            throw new InvalidValueException("each of 'worker_ids' must be from 0 to {}", workers - 1);
        }
        if (step.isPresent() && step.get() < 1) {
            throw new InvalidValueException("step must be at least 1, not {}", step.get());
        }
        if (scheme != Scheme.TICKET_SERVER && (segment > 1 || doubleBuffer)) {
            throw new InvalidValueException("'segment' and 'double_buffer' require scheme: ticket-server");
        }
        if (doubleBuffer && segment == 1) {
            throw new InvalidValueException("'double_buffer' requires a 'segment' of at least 2");
        }
    }

    @Override
    public Component build(ComponentContext context) {
        return new IdGenerator(this, context);
    }

    @Override
    public void declareConstantMetrics(ScenarioFacts around, ConstantMetricRules rules) {
        boolean clocked = around.contains(ClockJumpFault.class) || around.contains(ClockDriftFault.class);
        rules.unless(scheme == Scheme.SNOWFLAKE, "its scheme does not use a clock", "refused_ids", "delayed_ids");
        rules.unless(guard == ClockRegressionPolicy.REFUSE, "its 'guard' is not refuse", "refused_ids");
        rules.unless(clocked, "no fault is a clock-jump or a clock-drift", "refused_ids");
        rules.unless(scheme.isLocal(), "its identifiers are not random", "duplicate_probability");
        rules.unless(queue > 0, "its 'queue' is 0", "queue", "queue_wait");
    }

    @Override
    public void model(CapacityModel model) {
        new IdIssueModel(this, model).addToModel();
    }
}
