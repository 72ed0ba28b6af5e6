package dev.brownout.component.inference;

import dev.brownout.capacity.QueueFormula;
import dev.brownout.fleet.AutoscaleSpec;
import dev.brownout.fleet.HostShares;
import dev.brownout.host.Cores;
import dev.brownout.instrument.TimeFormat;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.spi.BatchedSteps;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.CapacityProperty.WithheldEstimates;
import dev.brownout.spi.CoreQueue;
import dev.brownout.spi.CoreQueue.LoadDependence;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.StationModel.Work;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Analytical model of the load of replicas. A sequence takes as many steps as it has output tokens, and more if its
 * prompt needs several chunks. While n sequences are in the batch, a call takes s (base + n per_sequence) + n p /
 * prefill_rate, with the means s of its steps and p of the tokens of its prompt: each call delays every other one in
 * the batch by its prompt once. So the number of sequences is a birth-death process with the death rate n / (fixed + n
 * each). Its mean depends on the means of the tokens alone while no call waits for room in the batch (Cohen 1979).
 *
 * <p>The batch is limited by max_sequences and by the room of the KV cache for sequences of mean length. With a full KV
 * cache, arriving prompts take the room that ended sequences leave, and the growth of the others preempts the latest
 * sequences: about one token is computed again for each output token.
 */
final class InferenceLoadModel {
    /** Share of the calls, or of the capacity, from which an effect that is left out of the model counts. */
    private static final double NOTABLE = 0.01;

    private final InferenceSpec spec;
    private final CapacityModel model;

    InferenceLoadModel(InferenceSpec spec, CapacityModel model) {
        this.spec = spec;
        this.model = model;
    }

    void declare() {
        boolean keyed = model.demands().stream()
                .anyMatch(demand -> demand.keys().isPresent()
                        && spec.demand(demand.endpoint())
                                .flatMap(TokenDemandSpec::prefix)
                                .isPresent());
        SequenceMeans means = means(!keyed);
        double calls = model.callsPerSecond();
        HostShares hosts = new HostShares(model, spec.nodes(), spec.maxNodes());
        if (means.outputTokens() == 0) {
            model.station(new StationModel("", model.availableHosts(spec.nodes()), CoreQueue.single(), calls, List.of())
                    .withoutFormula("all prompts are over the context"));
            return;
        }
        BatchSpeed speed = speed(means, !keyed);
        if (keyed) {
            double headroom = speed(means(true), true).fullPerSecond() / speed.fullPerSecond();
            if (headroom > 1 + NOTABLE) {
                model.declare(new WithheldEstimates(
                        "the hits of the prefix cache depend on the keys and on the routing", headroom));
            }
        }
        double passing = calls * (1 - means.tooLongShare());
        List<String> nodes = spec.autoscale().map(this::scaled).orElseGet(() -> model.availableHosts(spec.nodes()));
        LoadDependence load = new LoadDependence(
                speed,
                speed.slots(),
                CoreQueue.sum(speed.slots(), spec.batching().queue().orElse(CoreQueue.ANY_NUMBER)),
                false,
                Optional.of(new EngineSteps(means, speed)));
        CoreQueue batch =
                new CoreQueue(speed.slots(), CoreQueue.ANY_NUMBER, Cores.Scheduling.PS).withLoad(Optional.of(load));
        List<Work> works = List.of(new Work(passing, new ConstantDistribution((long) speed.aloneNanos()), true));
        hosts.declare(
                new StationModel("", nodes, batch, calls, works)
                        .withoutFormula(
                                means.tooLongShare() > NOTABLE
                                        ? Optional.of("some prompts are over the context")
                                        : hosts.unknown()),
                false);
    }

    private SequenceMeans means(boolean prefixesAreCached) {
        SequenceMeans means = new SequenceMeans(spec, prefixesAreCached);
        for (OfferedDemand demand : model.demands()) {
            spec.demand(demand.endpoint()).ifPresent(tokens -> means.add(demand.perSecond(), tokens));
        }
        return means;
    }

    private BatchSpeed speed(SequenceMeans means, boolean prefixesAreCached) {
        double perToken = nanosPerToken();
        double each = means.steps() * spec.step().per_sequence().toNanos() + means.prefillTokens() * perToken;
        double tokens = means.prefillTokens() + means.outputTokens() - 1;
        double budgeted = Math.max(1, spec.batching().batch_tokens() * means.steps() / Math.max(tokens, means.steps()));
        int room = (int) Math.max(1, Math.min(CoreQueue.ANY_NUMBER - 1, room(prefixesAreCached) / means.kvTokens()));
        boolean kvLimits = room < spec.batching().max_sequences();
        return new BatchSpeed(
                means.steps() * spec.step().base().toNanos(),
                each,
                budgeted,
                Math.min(room, spec.batching().max_sequences()),
                kvLimits ? means.outputTokens() * perToken : 0);
    }

    /** Returns the time for a token of a prompt. */
    private double nanosPerToken() {
        return 1e9 / spec.step().prefill_rate().perSecond();
    }

    /** Returns the tokens for which the KV cache has room beside the shared prefixes. */
    private double room(boolean prefixesAreCached) {
        int block = spec.cache().block();
        double shared = model.demands().stream()
                .filter(demand -> prefixesAreCached && demand.perSecond() > 0)
                .map(OfferedDemand::endpoint)
                .distinct()
                .mapToInt(endpoint -> spec.demand(endpoint)
                        .flatMap(TokenDemandSpec::prefix)
                        .map(prefix -> prefix / block * block)
                        .orElse(0))
                .sum();
        return (double) spec.cache().blocks() * block - shared;
    }

    /** Returns the maximum number of replicas. Only an overload of all of them is stated. */
    private List<String> scaled(AutoscaleSpec rules) {
        model.declare(new WithheldEstimates(
                "the number of replicas follows " + rules.metric().written(), 1));
        return model.availableHosts(spec.nodes(), rules.max(), Math.max(rules.max(), model.most(spec.nodes())));
    }

    /** Steps of a replica. */
    private final class EngineSteps implements BatchedSteps {
        private final SequenceMeans means;
        private final BatchSpeed speed;

        EngineSteps(SequenceMeans means, BatchSpeed speed) {
            this.means = means;
            this.speed = speed;
        }

        /**
         * Returns the delay by steps. An arriving call waits for the rest of a step. A step has the prompts that
         * arrived during the step before it, so its duration S has the mean d / (1 - r) and the variance v E[S] / (1 -
         * r²), with the duration d of a step without prompts, the share r of the time for prompts, and the mean square
         * of the time for a prompt by calls per second, v. The rest is E[S²] / 2E[S]. Prompts of the same step that
         * arrived before it delay the call, and those that arrive during its last step do not.
         */
        @Override
        public double delayNanos(double callsPerNano, double workNanos, double inService, double busyShare) {
            double slower = workNanos / speed.aloneNanos();
            double perNano = callsPerNano * slower;
            double perToken = nanosPerToken();
            double prefill = means.prefillTokens() * perToken;
            double prompts = perNano * prefill;
            double load = perNano * speed.eachNanos();
            if (load >= 1) {
                return 0;
            }
            double step = (spec.step().base().toNanos()
                            + Math.max(1, inService)
                                    * spec.step().per_sequence().toNanos())
                    / (1 - prompts);
            double squares = perNano * means.squaredPrefill() * perToken * perToken;
            double rest = step / 2 + squares / (2 * (1 - prompts * prompts));
            return slower * busyShare * (rest * (1 + prompts) - step * prompts) / (1 - load);
        }

        /**
         * Returns the time of the measured tokens. In a full batch of n sequences a token to generate takes base / n +
         * per_sequence, and a token of a prompt 1 / prefill_rate. With a limiting KV cache at least one token is
         * computed again for each output token, as in the capacity, although that begins only when the cache is full.
         */
        @Override
        public double utilization(double workNanos, int hosts, ToDoubleFunction<String> measured) {
            double generated = spec.step().base().toNanos() / speed.fullBatch()
                    + spec.step().per_sequence().toNanos();
            double outputs = measured.applyAsDouble("output_tokens");
            double again = measured.applyAsDouble("preempted_tokens");
            double prompts = measured.applyAsDouble("prefill_tokens") - again;
            double least = speed.recomputedNanos() > 0 ? outputs : 0;
            double nanos = outputs * generated + (prompts + Math.max(again, least)) * nanosPerToken();
            return workNanos / speed.aloneNanos() * nanos / 1e9 / hosts;
        }

        @Override
        public String assumptions(double workNanos) {
            double slower = workNanos / speed.aloneNanos();
            boolean kvLimits = speed.recomputedNanos() > 0;
            String limit = kvLimits
                    ? "the KV cache has room for " + count(speed.slots()) + " sequences of "
                            + count(means.kvTokens()) + " tokens in the mean, and when it is full, preemptions compute"
                            + " a token again for each output token"
                    : "the batch is limited by max_sequences";
            return "a call has " + count(means.promptTokens()) + " prompt and " + count(means.outputTokens())
                    + " " + QueueFormula.TOKEN_BATCHES.notation() + " and takes " + count(means.steps()) + " steps of "
                    + TimeFormat.text(spec.step().base().toNanos()) + " + "
                    + TimeFormat.text(spec.step().per_sequence().toNanos()) + " x sequences; " + limit
                    + "; a replica generates at most "
                    + count(speed.fullPerSecond() / slower * means.outputTokens()) + " output tokens/s";
        }

        private static String count(double number) {
            double tenths = Math.rint(number * 10) / 10;
            boolean whole = tenths >= 10 || tenths == Math.rint(tenths);
            return String.format(Locale.ROOT, whole ? "%,.0f" : "%.1f", number);
        }
    }
}
