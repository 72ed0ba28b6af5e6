package dev.brownout.component.waitingroom;

import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.Rate;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.CoreQueue;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.StationModel.Work;
import dev.brownout.spi.component.UserSessions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Parameters of a waiting room. */
@Kind("waiting-room")
@Doc("Queues visitors in front of a component and admits them at a limited rate.")
@DeclaresMetrics(WaitingRoom.Measures.class)
@Example("""
        components:
          room: { kind: waiting-room, admits: 600/s, patience: exp(10m) }
        requests:
          page: { path: [room, web] }
        """)
public record WaitingRoomSpec(
        @Doc("Admitted visitors per unit of time, evenly spaced, in each region.")
        @Default("200/min")
        @NoneKeyword("unlimited")
        @DefaultSource("Cloudflare Waiting Room: lowest value of new_users_per_minute")
        Optional<Rate> admits,

        @Doc("Maximum number of active sessions in each region. Default: no limit.") @AtLeast(1) @AtMost(100_000_000)
        Optional<Integer> active,

        @Doc("Session length: an admitted visitor without a request for this time must queue again.")
        @Default("5m")
        @AtLeast(1)
        @DefaultSource("Cloudflare Waiting Room: session_duration 5 minutes, renewed by each request")
        Duration session,

        @Doc("Time after which a visitor abandons the queue.") @Default("none") @NoneKeyword("none")
        Optional<Distribution> patience)
        implements ComponentSpec, UserSessions {
    /** Share of the limit of active sessions up to which it is considered not to be reached. */
    private static final double ADMISSION_SHARE = 0.8;

    /**
     * Validates the parameters.
     *
     * @throws IllegalArgumentException if the admission rate is 0, or if both the rate and the number of active
     *     visitors are unlimited
     */
    public WaitingRoomSpec {
        if (admits.isEmpty() && active.isEmpty()) {
            throw new InvalidValueException(
                    "a waiting room with 'admits: unlimited' needs 'active', such as active: 5k");
        }
        if (admits.isPresent() && admits.get().perSecond() <= 0) {
            throw new InvalidValueException("'admits' of a waiting room must be greater than 0/s");
        }
    }

    @Override
    public boolean admitsVisitors() {
        return true;
    }

    @Override
    public Component build(ComponentContext context) {
        return new WaitingRoom(this, context);
    }

    /**
     * Forwards the admitted load. The admission rate limits new visitors only; visitors in a session pass without a
     * wait.
     */
    @Override
    public void model(CapacityModel model) {
        double arrivals = Math.min(model.callsPerSecond(), model.firstCallsPerSecond());
        int limits = model.places().size();
        double most = admits.map(Rate::perSecond).orElse(Double.POSITIVE_INFINITY) * limits;
        double passing = arrivals > most ? most / arrivals : 1;
        boolean journeys = model.callsPerSecond() > arrivals;
        boolean waits = passing < 1 && patience.isPresent() && journeys
                || active.filter(limit ->
                                journeys || arrivals * session.toNanos() / 1e9 > limit * ADMISSION_SHARE * limits)
                        .isPresent();
        for (OfferedDemand demand : model.demands()) {
            OfferedDemand passes = demand.withRate(demand.perSecond() * passing);
            model.forwardSteps(
                    waits ? passes.withUnknownRate(Sentence.of("visitors wait in {}", model.name())) : passes,
                    demand.route().rest());
        }
        if (admits.isPresent()) {
            model.station(station(model, arrivals));
        }
    }

    /** Models the queue as a server. Its service time is the interval between two admissions. */
    private StationModel station(CapacityModel model, double arrivals) {
        Distribution gap = new ConstantDistribution(1e9 / admits.orElseThrow().perSecond());
        Work admissions = new Work(arrivals, gap, false);
        return new StationModel("", model.availableHosts(1), CoreQueue.single(), arrivals, List.of(admissions))
                .withoutFormula(Sentence.of("visitors wait until they are admitted"));
    }
}
