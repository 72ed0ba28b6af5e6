package dev.brownout.component.idgenerator;

import dev.brownout.fault.ClockDriftFault;
import dev.brownout.fault.ClockJumpFault;
import dev.brownout.id.ClockRegressionPolicy;
import dev.brownout.id.IdBitLayout;
import dev.brownout.random.Distribution;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.MachineCount;
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
@Doc("Gives identifiers to what is created: unique ones, if its clocks and its configuration let it.")
@DeclaresMetrics({IssuedIds.Measures.class, TicketServer.Measures.class})
@Example("""
        components:
          web: { kind: server, nodes: 4 }
          ids: { kind: id-generator, scheme: ticket-server, segment: 1000, double_buffer: true }
        requests:
          create: { rate: 100/s, steps: [web, call: ids] }
        """)
public record IdGeneratorSpec(
        @Doc("How identifiers are made.") @Default("snowflake")
        Scheme scheme,

        @Doc("Workers, ticket servers or masters in each region; none of the schemes that callers follow alone.")
        @Default("1")
        @AtLeast(1)
        @AtMost(MachineCount.MOST)
        @MachineCount
        int nodes,

        @Doc("For snowflake: the number of each machine in turn; from 0 on unless said. Equal ones are a mistake.")
        @AtLeast(0)
        @AtMost(1_000_000_000)
        List<Integer> worker_ids,

        @Doc("For snowflake: bits of the worker's number.")
        @Default("10")
        @AtLeast(0)
        @AtMost(22)
        @DefaultSource("Twitter Snowflake: 5 bits of the data centre and 5 of the worker")
        int worker_bits,

        @Doc("For snowflake: bits of the sequence within a millisecond.")
        @Default("12")
        @AtLeast(0)
        @AtMost(22)
        @DefaultSource("Twitter Snowflake: 4096 a millisecond")
        int sequence_bits,

        @Doc("For snowflake: what a worker does when its clock goes back.")
        @Default("refuse")
        @DefaultSource("Twitter Snowflake, IdWorker.scala: InvalidSystemClock")
        ClockRegressionPolicy guard,

        @Doc("For ticket-server and multi-master: work of one commit; a server makes one after the other.")
        @Default("2ms")
        @AtLeast(0)
        @DefaultSource("1-5 ms; no authority")
        Distribution commit,

        @Doc("For ticket-server and multi-master: places to wait at a server; beyond it, rejected.")
        @Default("1000")
        @AtLeast(0)
        @DefaultSource("as at a server; no authority")
        @AtMost(1_000_000_000)
        int queue,

        @Doc("For ticket-server and multi-master: from one number of a server to its next; the number of them unless "
                + "said.")
        @AtLeast(1)
        @AtMost(1_000_000_000)
        Optional<Integer> step,

        @Doc("For ticket-server: numbers that a caller's machine fetches at once and gives out itself.")
        @Default("1")
        @AtLeast(1)
        @AtMost(1_000_000)
        @DefaultSource("Flickr's servers give one at a time")
        int segment,

        @Doc("For ticket-server: fetches the next segment as soon as one is begun.")
        @Default("false")
        @DefaultSource("Meituan Leaf-segment")
        boolean double_buffer,

        @Doc("How long a caller leaves a machine alone that did not answer.")
        @Default("30s")
        @AtLeast(0)
        @DefaultSource("no authority")
        Duration avoid,

        @Doc("For random-code: characters of a code, each one of 62.")
        @Default("7")
        @AtLeast(1)
        @AtMost(22)
        @DefaultSource("short links: 62^7 = 3.5e12; no authority")
        int length)
        implements ComponentSpec {

    /** Generation scheme of the identifiers. */
    public enum Scheme {
        @Doc("By workers, of the time, their own number and a sequence.")
        SNOWFLAKE,
        @Doc("By servers that count, alone or by turns as Flickr's odd and even ones.")
        TICKET_SERVER,
        @Doc("By databases that all count what they insert, each by the same step from an offset of its own.")
        MULTI_MASTER,
        @Doc("By the caller, of 122 random bits (UUID version 4).")
        UUID_V4,
        @Doc("By the caller, of the millisecond and 74 random bits (UUID version 7).")
        UUID_V7,
        @Doc("By the caller, a random code of a few characters.")
        RANDOM_CODE;

        /** Returns whether clients create identifiers without a call to a server. */
        boolean local() {
            return this == UUID_V4 || this == UUID_V7 || this == RANDOM_CODE;
        }
    }

    /**
     * Validates the parameters.
     *
     * @throws IllegalArgumentException if a number exceeds its bits, or if a parameter belongs to another scheme
     */
    public IdGeneratorSpec {
        worker_ids = List.copyOf(worker_ids);
        long workers = new IdBitLayout(worker_bits, sequence_bits).workers();
        if (scheme == Scheme.SNOWFLAKE && nodes > workers) {
            throw new IllegalArgumentException("worker_bits tell " + workers + " workers apart, not " + nodes);
        }
        if (worker_ids.stream().anyMatch(id -> id < 0 || id >= workers)) {
            throw new IllegalArgumentException("each of 'worker_ids' is from 0 to " + (workers - 1));
        }
        if (step.isPresent() && step.get() < 1) {
            throw new IllegalArgumentException("step is at least 1, not " + step.get());
        }
        if (scheme != Scheme.TICKET_SERVER && (segment > 1 || double_buffer)) {
            throw new IllegalArgumentException("'segment' and 'double_buffer' go with scheme: ticket-server");
        }
        if (double_buffer && segment == 1) {
            throw new IllegalArgumentException("'double_buffer' goes with a segment of more than one number");
        }
    }

    @Override
    public Component build(ComponentContext context) {
        return new IdGenerator(this, context);
    }

    @Override
    public void declareConstantMetrics(ScenarioFacts around, ConstantMetricRules still) {
        boolean clocked = around.says(ClockJumpFault.class) || around.says(ClockDriftFault.class);
        still.unless(scheme == Scheme.SNOWFLAKE, "its scheme asks no clock", "refused_ids", "delayed_ids");
        still.unless(guard == ClockRegressionPolicy.REFUSE, "its 'guard' is not refuse", "refused_ids");
        still.unless(clocked, "no clock goes wrong: no fault is a clock-jump or a clock-drift", "refused_ids");
        still.unless(scheme.local(), "its identifiers are not drawn at random", "duplicate_probability");
        still.unless(queue > 0, "its 'queue' is 0", "queue");
    }

    @Override
    public void model(CapacityModel model) {
        new IdIssueModel(this, model).draw();
    }
}
