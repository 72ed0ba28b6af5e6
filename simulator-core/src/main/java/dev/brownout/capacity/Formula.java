package dev.brownout.capacity;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.host.Cores;
import dev.brownout.random.Distribution;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.random.MixtureDistribution;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.CoreQueue;
import dev.brownout.spi.StationModel;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Response time of a station by a formula of queueing theory.
 *
 * @param meanNanos mean time from the arrival of a call to the end of its work, in nanoseconds; {@code NaN} if no
 *     formula applies
 * @param p99Nanos 99th percentile of this time, in nanoseconds; {@code NaN} if no formula applies
 * @param name the name of the formula, or the reason why there is none
 */
record Formula(double meanNanos, double p99Nanos, Sentence name) {
    private static final MathContext LOSS_DIGITS = new MathContext(3);

    /** Loss probability below which a bounded queue is treated as unbounded, if no formula covers the bounded case. */
    static final double RARE = 1e-6;

    /** Number of bisections that reach the precision of a double. */
    private static final int BISECTIONS = 60;

    /** Returns the offered load over the capacity of a station; {@code NaN} if it is unknown. */
    static double utilization(StationModel station) {
        double load = load(station);
        if (Double.isInfinite(load) || station.unknownLoad().isPresent()) {
            return Double.NaN;
        }
        if (station.cores().isUnlimited() || load == 0) {
            return 0;
        }
        return load / (station.nodes().size() * station.cores().capacity());
    }

    /**
     * Returns the share of the calls that a full queue rejects, 0 to 1, by M/M/c/K; 0 below one in a million, and for a
     * station without a limit.
     */
    static double loss(StationModel station) {
        ServiceDistribution serviceTime = ServiceDistribution.of(station);
        double mean = serviceTime.perSecond == 0 ? 0 : serviceTime.all.mean();
        if (station.nodes().isEmpty()
                || station.cores().isUnlimited()
                || station.cores().speed().isPresent()
                || !station.cores().isBounded()
                || !(mean > 0)
                || Double.isInfinite(mean)) {
            return 0;
        }
        double arrivals = serviceTime.perSecond / 1e9 / station.nodes().size();
        double loss = new MarkovQueue(
                        arrivals,
                        1 / mean,
                        station.cores().servers(),
                        station.cores().queueCapacity())
                .loss();
        return loss > RARE ? loss : 0;
    }

    private static double load(StationModel station) {
        double load = 0;
        for (StationModel.Work work : station.works()) {
            load += work.perSecond() == 0 ? 0 : work.perSecond() * work.length().mean() / 1e9;
        }
        return load;
    }

    /** Returns whether all work of a station has the same exponential distribution. */
    static boolean exponential(StationModel station) {
        return ServiceDistribution.of(station).exponential;
    }

    static Formula unavailable(Sentence reason) {
        return new Formula(Double.NaN, Double.NaN, reason);
    }

    /** Returns the formula for a station that receives calls. */
    static Formula of(StationModel station) {
        if (station.nodes().isEmpty()) {
            return unavailable(Sentence.of("no node up"));
        }
        if (station.obstacle().isPresent()) {
            return unavailable(Sentence.of("no formula: {}", station.obstacle().get()));
        }
        if (load(station) == 0) {
            return unavailable(Sentence.of("no formula: all service times are 0"));
        }
        ServiceDistribution serviceTime = ServiceDistribution.of(station);
        if (serviceTime.perSecond == 0) {
            return unavailable(Sentence.of("no work"));
        }
        if (station.cores().isUnlimited()) {
            return new Formula(
                    Double.isInfinite(serviceTime.awaited) ? Double.NaN : serviceTime.awaited * serviceTime.visits,
                    serviceTime.visits == 1 ? serviceTime.all.quantile(0.99) : Double.NaN,
                    Sentence.of("{}: no waiting", QueueFormula.SERVICE_ALONE.notation()));
        }
        if (Double.isInfinite(serviceTime.all.mean())) {
            return unavailable(Sentence.of("no formula: the mean of the service time is infinite"));
        }
        if (station.cores().speed().isPresent()) {
            return unavailable(Sentence.of("no formula: {}", ComponentCapacityModel.SLOWER));
        }
        double arrivals = serviceTime.perSecond / 1e9 / station.nodes().size();
        double service = 1 / serviceTime.all.mean();
        if (!MarkovQueue.hasSteadyState(
                arrivals, service, station.cores().servers(), station.cores().queueCapacity())) {
            double growthPerSecond = (arrivals - station.cores().servers() * service)
                    * 1e9
                    * station.nodes().size();
            return unavailable(
                    Sentence.of("no steady state: the queue grows by {}", CapacityWarnings.rate(growthPerSecond)));
        }
        MarkovQueue queue = new MarkovQueue(
                arrivals, service, station.cores().servers(), station.cores().queueCapacity());
        Formula formula = station.cores().scheduling() == Cores.Scheduling.PS
                ? shared(station, serviceTime, queue)
                : fifo(station, serviceTime, queue, arrivals);
        return serviceTime.visits == 1
                ? formula
                : new Formula(formula.meanNanos * serviceTime.visits, Double.NaN, formula.name);
    }

    /**
     * Returns the formula for processor sharing. The distribution of the number of customers, and so the mean time, is
     * the same for all service time distributions (Cohen 1979).
     */
    private static Formula shared(StationModel station, ServiceDistribution serviceTime, MarkovQueue queue) {
        double mean = serviceTime.awaited * queue.mean() / serviceTime.all.mean();
        return new Formula(
                mean,
                Double.NaN,
                Sentence.of(
                        "{}; no formula for the p99", QueueFormula.M_G_C_PS.text(station.cores(), queue.isBounded())));
    }

    /**
     * Returns the formula of servers without a queue. The share of lost calls depends only on the mean of the service
     * time (Erlang 1917; Sevast'yanov 1957).
     */
    private static Formula lossSystem(StationModel station, ServiceDistribution serviceTime, MarkovQueue queue) {
        return new Formula(
                serviceTime.awaited,
                serviceTime.visits == 1 ? serviceTime.all.quantile(0.99) : Double.NaN,
                Sentence.of(
                        "{}: {}% of the calls rejected",
                        QueueFormula.ERLANG_LOSS.text(station.cores(), true),
                        new BigDecimal(100 * queue.loss()).round(LOSS_DIGITS).toPlainString()));
    }

    /**
     * Returns the formula of first come, first served. With a service time that is not exponential, the waiting time is
     * that of M/M/c times half of 1 plus the squared coefficient of variation: exact for one server (Pollaczek 1930,
     * Khinchine 1932), and for several servers the approximation of Lee and Longton (1959).
     */
    private static Formula fifo(
            StationModel station, ServiceDistribution serviceTime, MarkovQueue queue, double arrivals) {
        if (station.cores().queueCapacity() == 0) {
            return lossSystem(station, serviceTime, queue);
        }
        if (serviceTime.exponential) {
            boolean rejects = queue.loss() > RARE;
            return new Formula(
                    queue.mean(),
                    rejects
                            ? Double.NaN
                            : new MarkovQueue(
                                            arrivals,
                                            1 / serviceTime.all.mean(),
                                            station.cores().servers(),
                                            CoreQueue.ANY_NUMBER)
                                    .quantile(0.99),
                    Sentence.of(
                            rejects ? "{}; no formula for the p99" : "{}",
                            (queue.isBounded() ? QueueFormula.M_M_C_K : QueueFormula.M_M_C)
                                    .text(station.cores(), queue.isBounded())));
        }
        if (queue.loss() > RARE
                || arrivals * serviceTime.all.mean() >= station.cores().servers()) {
            return unavailable(Sentence.of("no formula for a bounded queue with this service time distribution"));
        }
        double variance = serviceTime.all.variance();
        if (Double.isInfinite(variance)) {
            return unavailable(Sentence.of("no formula: the variance of the service time is infinite"));
        }
        double half = (1 + variance / (serviceTime.all.mean() * serviceTime.all.mean())) / 2;
        double wait = half
                * new MarkovQueue(
                                arrivals,
                                1 / serviceTime.all.mean(),
                                station.cores().servers(),
                                CoreQueue.ANY_NUMBER)
                        .meanWait();
        QueueFormula formula = station.cores().servers() == 1 ? QueueFormula.M_G_1 : QueueFormula.M_G_C;
        return new Formula(
                wait + serviceTime.awaited,
                Double.NaN,
                Sentence.of("{}; no formula for the p99", formula.text(station.cores(), false)));
    }

    /** Returns D/M/1 for a station with arrivals at equal intervals; empty if it has other work or servers. */
    static Optional<Formula> ofConstantGaps(StationModel station) {
        ServiceDistribution serviceTime = ServiceDistribution.of(station);
        double mean = serviceTime.all.mean();
        double utilization = utilization(station);
        boolean single = station.cores().servers() == 1 && !(station.cores().scheduling() == Cores.Scheduling.PS);
        return single && serviceTime.exponential && serviceTime.visits == 1 && utilization < 1 && loss(station) == 0
                ? Optional.of(new Formula(
                        mean / (1 - busyAtArrivals(utilization)),
                        Double.NaN,
                        Sentence.of("{}; no formula for the p99", QueueFormula.D_M_1.notation())))
                : Optional.empty();
    }

    /**
     * Returns the probability that an arrival at constant intervals finds the server busy: the solution of s = exp(-(1
     * - s)/rho) below 1 (Kleinrock 1975, 6.4).
     *
     * @param utilization of the server, more than 0 and less than 1
     */
    private static double busyAtArrivals(double utilization) {
        double low = 0;
        double high = utilization;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (ElementaryFunctions.exp(-(1 - middle) / utilization) > middle) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Service time distribution of all work of a station combined. */
    private static final class ServiceDistribution {
        private final double perSecond;
        private final double visits;
        private final double awaited;
        private final Distribution all;
        private final boolean exponential;

        private ServiceDistribution(
                double perSecond, double visits, double awaited, Distribution all, boolean exponential) {
            this.perSecond = perSecond;
            this.visits = visits;
            this.awaited = awaited;
            this.all = all;
            this.exponential = exponential;
        }

        static ServiceDistribution of(StationModel station) {
            double perSecond = 0;
            double awaitedPerSecond = 0;
            double awaitedLoad = 0;
            List<StationModel.Work> works = new ArrayList<>();
            for (StationModel.Work work : station.works()) {
                if (work.perSecond() > 0 && work.length().mean() > 0) {
                    works.add(work);
                    perSecond += work.perSecond();
                    awaitedPerSecond += work.awaited() ? work.perSecond() : 0;
                    awaitedLoad +=
                            work.awaited() ? work.perSecond() * work.length().mean() : 0;
                }
            }
            List<Double> weights = new ArrayList<>();
            boolean exponential = true;
            for (StationModel.Work work : works) {
                weights.add(work.perSecond() / perSecond);
                exponential &= work.length() instanceof ExponentialDistribution distribution
                        && Math.abs(distribution.mean() / works.get(0).length().mean() - 1) < 1e-9;
            }
            if (works.isEmpty()) {
                return new ServiceDistribution(0, 0, 0, null, false);
            }
            Distribution all = works.size() == 1
                    ? works.get(0).length()
                    : new MixtureDistribution(
                            weights,
                            works.stream().map(StationModel.Work::length).toList());
            double visits = awaitedPerSecond / station.callsPerSecond();
            return new ServiceDistribution(
                    perSecond,
                    Math.abs(visits - 1) < 1e-9 ? 1 : visits,
                    awaitedLoad / awaitedPerSecond,
                    all,
                    exponential);
        }
    }
}
