package dev.brownout.component.inference;

import dev.brownout.host.Host;
import dev.brownout.instrument.OverdueWaits;
import dev.brownout.instrument.Ratio;
import dev.brownout.kernel.Simulation;
import dev.brownout.service.Outcome;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;

/** Arrivals, tokens and ends of the sequences of one engine: their metrics, their replies and the audit. */
final class SequenceAccounts {
    private final InferenceSpec spec;
    private final ComponentContext context;
    private final Simulation simulation;
    private final Host host;
    private final EngineMetrics measures;
    /** Hits of the prefix cache; {@code null} without shared prefixes. */
    private final Ratio prefixHits;
    /** Goodput; {@code null} without bounds. */
    private final EngineMetrics.Objective objective;

    private long arrived;
    private long rejected;
    private long tooLong;
    private long completed;
    private long cancelled;
    private long lost;
    /** Tokens of the accepted calls: of their prompts, and to generate. */
    private final TokenTotals accepted = new TokenTotals();

    private final TokenTotals done = new TokenTotals();
    private final TokenTotals dropped = new TokenTotals();
    /** Tokens that steps have computed, and tokens from the prefix cache. */
    private long computed;
    /** Tokens in the KV cache of sequences that have ended or were preempted. */
    private long released;

    private long generated;

    /** Tokens of calls. */
    private static final class TokenTotals {
        private long prompt;
        private long planned;
        private long generated;

        void add(TokenSequence sequence) {
            prompt += sequence.prompt;
            planned += sequence.output;
            generated += sequence.generated;
        }
    }

    SequenceAccounts(InferenceSpec spec, ComponentContext context, Host host, EngineMetrics measures) {
        this.spec = spec;
        this.context = context;
        this.simulation = context.simulation();
        this.host = host;
        this.measures = measures;
        this.prefixHits = spec.sharesPrefixes()
                ? context.metrics()
                        .instruments(EngineMetrics.PrefixCache.class, host)
                        .prefixHitRatio()
                : null;
        this.objective =
                spec.slo().isPresent() ? context.metrics().instruments(EngineMetrics.Objective.class, host) : null;
    }

    /**
     * Registers the sequences without a first token as waits.
     *
     * @param oldestAge age of the first waiting sequence, in ns
     */
    void overdue(Collection<TokenSequence> running, Collection<TokenSequence> waiting, LongSupplier oldestAge) {
        context.audit().overdue(waits(waiting).inOrder(measures.engine().queue(), oldestAge));
        context.audit().overdue(waits(running));
    }

    private OverdueWaits waits(Collection<TokenSequence> sequences) {
        OverdueWaits waits = new OverdueWaits(
                        context.grid(),
                        List.of(measures.latency().ttft()),
                        List.of(),
                        open -> sequences.stream()
                                .filter(sequence -> sequence.firstAt == TokenSequence.NONE)
                                .forEach(sequence -> open.open(sequence.arrivedAt, 1)))
                .givenUp();
        return objective == null ? waits : waits.undecided(objective.sloAttainment());
    }

    /** Registers the identities of the engine. */
    void audit(KvBlocks kv, Collection<TokenSequence> running, Collection<TokenSequence> waiting) {
        AuditRegistry audit = context.audit();
        String name = "/" + host.node();
        audit.identity(
                name + ": calls = complete + rejected + over the context + cancelled + lost + in progress",
                () -> arrived,
                () -> completed + rejected + tooLong + cancelled + lost + running.size() + waiting.size());
        audit.identity(
                name + ": sequences = calls inside",
                () -> running.size() + waiting.size(),
                () -> audit.admittedCalls(host));
        audit.identity(
                name + ": prompt tokens in = of complete calls + in progress + lost",
                () -> accepted.prompt,
                () -> done.prompt + dropped.prompt + sum(running, waiting).prompt);
        audit.identity(
                name + ": output tokens to generate = of complete calls + in progress + lost",
                () -> accepted.planned,
                () -> done.planned + dropped.planned + sum(running, waiting).planned);
        audit.identity(
                name + ": generated tokens = of complete calls + in progress + lost",
                () -> generated,
                () -> done.generated + dropped.generated + sum(running, waiting).generated);
        audit.identity(
                name + ": computed tokens = in the KV cache + released",
                () -> computed,
                () -> released
                        + running.stream()
                                .mapToLong(sequence -> sequence.computed + sequence.scheduled)
                                .sum());
        audit.identity(
                name + ": used KV cache blocks = of sequences + of shared prefixes",
                kv::usedBlocks,
                () -> kv.sharedBlocks()
                        + running.stream()
                                .mapToLong(sequence -> sequence.ownBlocks)
                                .sum());
        audit.identity(name + ": KV cache blocks = used + free", kv::capacity, () -> kv.usedBlocks() + kv.freeBlocks());
        audit.identity(
                name + ": KV cache blocks above the room", () -> Math.max(0, kv.peak() - kv.capacity()), () -> 0);
        audit.reportMemoryUse("sequences", 250, () -> running.size() + (long) waiting.size());
    }

    private static TokenTotals sum(Collection<TokenSequence> running, Collection<TokenSequence> waiting) {
        TokenTotals sum = new TokenTotals();
        running.forEach(sum::add);
        waiting.forEach(sum::add);
        return sum;
    }

    /** Counts a call. Ends it if its prompt is too long or the queue is full, and returns false. */
    boolean arrive(TokenSequence sequence, int queued) {
        arrived++;
        Outcome refusal = null;
        if (sequence.prompt >= spec.cache().contextTokens()) {
            tooLong++;
            measures.tokens().overContext().add(simulation.now());
            refusal = Outcome.FAILED;
        } else if (queued >= spec.batching().queue().orElse(Integer.MAX_VALUE)) {
            rejected++;
            refusal = Outcome.REJECTED;
        }
        if (refusal != null) {
            evaluate(false);
            sequence.reply.accept(refusal, context.number());
            return false;
        }
        accepted.add(sequence);
        if (sequence.unboundedTokens > sequence.output) {
            measures.tokens().truncated().add(simulation.now());
        }
        return true;
    }

    /** Counts the tokens of a step. */
    void scheduled(EngineBatch batch) {
        computed += batch.tokens();
    }

    /** Counts the admission of a sequence. A preempted sequence does not count again as a lookup of the cache. */
    void onAdmitted(TokenSequence sequence, int cachedTokens) {
        computed += cachedTokens;
        if (prefixHits != null && !sequence.admitted) {
            prefixHits.add(simulation.now(), cachedTokens, sequence.prompt);
        }
        sequence.admitted = true;
    }

    /** Counts the tokens of a sequence that loses its blocks. */
    void onDiscarded(TokenSequence sequence) {
        released += sequence.computed + sequence.scheduled;
    }

    /** Counts the next token of a sequence. */
    void token(TokenSequence sequence, long now) {
        EngineMetrics.Latency latency = measures.latency();
        if (sequence.generated++ == 0) {
            sequence.firstAt = now;
            latency.ttft().record(sequence.arrivedAt, now - sequence.arrivedAt);
            latency.userTtft().record(now, now - sequence.request.intendedSendAt());
            measures.tokens().promptTokens().add(now, sequence.prompt);
        } else {
            long gap = now - sequence.lastAt;
            sequence.longestGap = Math.max(sequence.longestGap, gap);
            latency.itl().record(now, gap);
        }
        sequence.lastAt = now;
        generated++;
        measures.tokens().outputTokens().add(now);
    }

    /** Counts the end of a sequence, and replies to its call. */
    void end(TokenSequence sequence) {
        if (sequence.cancelled != null) {
            cancelled++;
            dropped.add(sequence);
            evaluate(false);
            sequence.reply.accept(sequence.cancelled, context.number());
            return;
        }
        completed++;
        done.add(sequence);
        if (sequence.generated > 1) {
            long gaps = sequence.generated - 1L;
            measures.latency().tpot().record(simulation.now(), (sequence.lastAt - sequence.firstAt) / gaps);
        }
        evaluate(spec.slo().filter(bounds -> bounds.isMetBy(sequence)).isPresent());
        sequence.reply.accept(Outcome.OK, 0);
    }

    private void evaluate(boolean isMet) {
        if (objective != null) {
            objective.sloAttainment().add(simulation.now(), isMet ? 1 : 0, 1);
            objective.goodput().add(simulation.now(), isMet ? 1 : 0);
        }
    }

    /** Counts sequences that a crash ends. */
    void lose(Collection<TokenSequence> running, Collection<TokenSequence> waiting) {
        running.forEach(this::lose);
        waiting.forEach(this::lose);
    }

    private void lose(TokenSequence sequence) {
        lost++;
        dropped.add(sequence);
        released += sequence.computed + sequence.scheduled;
        evaluate(false);
    }
}
