package dev.brownout.component.inference;

import dev.brownout.host.CapacityTracker;
import dev.brownout.host.FifoCores;
import dev.brownout.host.Host;
import dev.brownout.host.Task;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;
import dev.brownout.service.CancellationToken;
import dev.brownout.service.Outcome;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Inference engine of one replica with continuous batching. It runs one step after the other. A step gives tokens of
 * its budget to the admitted sequences, in the order of their admission: one to a sequence that decodes, all or a chunk
 * of the remaining prompt to another. If a sequence needs a block of the KV cache and none is free, the sequence that
 * was admitted last is preempted: it loses its blocks and returns to the head of the queue. Then, in a step without
 * preemption, waiting sequences are admitted first come, first served, while there is room for their next tokens. At
 * the end of the step each sequence with a computed prompt has one more token.
 *
 * <p>Source: the scheduler of vLLM V1 (vllm/v1/core/sched/scheduler.py, Scheduler.schedule and _preempt_request), with
 * its chunked prefill and first-come-first-served policy.
 */
final class InferenceEngine implements Host.Resident {
    private final InferenceSpec spec;
    private final Simulation simulation;
    private final Host host;
    private final FifoCores gpu;
    private final EngineMetrics measures;
    private final SequenceAccounts accounts;
    private final KvBlocks kv;
    private final Deque<TokenSequence> waiting = new ArrayDeque<>();
    private final List<TokenSequence> running = new ArrayList<>();
    /** True from the composition of a step to its end. */
    private boolean stepping;

    /** A step in progress. */
    private final class Step extends Task {
        @Override
        protected void onWorked() {
            endStep();
        }
    }

    InferenceEngine(InferenceSpec spec, ComponentContext context, Host host) {
        this.spec = spec;
        this.simulation = context.simulation();
        this.host = host;
        this.measures = new EngineMetrics(
                context.metrics().instruments(EngineMetrics.Engine.class, host),
                context.metrics().instruments(EngineMetrics.Latency.class, host),
                context.metrics().instruments(EngineMetrics.Tokens.class, host));
        this.kv = new KvBlocks(spec.cache().block(), spec.cache().blocks());
        this.gpu = new FifoCores(
                simulation, host, 1, 0, measures.engine().utilization(), new TimeWeighted(context.grid()));
        CapacityTracker.whileUp(simulation, host, measures.engine().kvUsage(), kv.capacity());
        this.accounts = new SequenceAccounts(spec, context, host, measures);
        accounts.audit(kv, running, waiting);
        accounts.overdue(running, waiting, this::oldestAgeNanos);
        host.attach(this);
    }

    /** Returns the number of waiting sequences. */
    int waiting() {
        return waiting.size();
    }

    /** Returns the age of the sequence that waits at the head of the queue, in ns; 0 if none waits. */
    long oldestAgeNanos() {
        return waiting.isEmpty() ? 0 : simulation.now() - waiting.peek().arrivedAt;
    }

    /** Returns the tokens of the sequences inside: those of the prompts, and those generated so far. */
    long tokens() {
        long tokens = 0;
        for (TokenSequence sequence : running) {
            tokens += sequence.prompt + sequence.generated;
        }
        for (TokenSequence sequence : waiting) {
            tokens += sequence.prompt + sequence.generated;
        }
        return tokens;
    }

    /** Returns the number of KV cache blocks that sequences use. */
    long usedBlocks() {
        return kv.usedBlocks();
    }

    /** Accepts a sequence, or ends its call if it is too long or the queue is full. */
    void submit(TokenSequence sequence) {
        if (!accounts.arrive(sequence, waiting.size())) {
            return;
        }
        sequence.trail = simulation.trail();
        waiting.add(sequence);
        if (sequence.request.token() != CancellationToken.NONE) {
            sequence.request.token().listen(sequence);
        }
        if (!stepping) {
            beginStep();
        }
        count();
    }

    /** Ends a waiting sequence now, and one in the batch at the end of the step. */
    void cancel(TokenSequence sequence, Outcome outcome) {
        sequence.cancelled = outcome;
        if (waiting.remove(sequence)) {
            count();
            finish(sequence);
        }
    }

    private void beginStep() {
        stepping = true;
        EngineBatch batch = new EngineBatch(spec.batching().batchTokens());
        boolean preempted = scheduleRunning(batch);
        if (!preempted || running.isEmpty()) {
            admit(batch);
        }
        if (batch.sequences() == 0) {
            stepping = false;
            return;
        }
        long now = simulation.now();
        measures.engine().steps().add(now);
        measures.tokens().prefillTokens().add(now, batch.prefillTokens());
        accounts.scheduled(batch);
        gpu.enqueueUnbounded(new Step(), spec.step().nanos(batch.sequences(), batch.prefillTokens()));
    }

    /** Gives tokens to the sequences in the batch. Returns whether a sequence was preempted. */
    private boolean scheduleRunning(EngineBatch batch) {
        boolean preempted = false;
        for (int i = 0; i < running.size() && batch.remainingTokens() > 0; i++) {
            TokenSequence sequence = running.get(i);
            int tokens = batch.share(sequence.uncomputed());
            while (!grow(sequence, tokens)) {
                preempted = true;
                TokenSequence last = running.remove(running.size() - 1);
                preempt(last);
                if (last == sequence) {
                    return true;
                }
            }
            batch.add(sequence, tokens);
        }
        return preempted;
    }

    private boolean grow(TokenSequence sequence, int tokens) {
        int more = kv.blocks((long) sequence.computed + tokens) - sequence.prefixBlocks - sequence.ownBlocks;
        if (more > 0 && !kv.grow(more)) {
            return false;
        }
        sequence.ownBlocks += Math.max(0, more);
        return true;
    }

    private void preempt(TokenSequence sequence) {
        long now = simulation.now();
        measures.engine().preemptions().add(now);
        measures.tokens().preemptedTokens().add(now, sequence.computed);
        accounts.onDiscarded(sequence);
        release(sequence);
        waiting.addFirst(sequence);
    }

    private void release(TokenSequence sequence) {
        kv.release(sequence.prefix, sequence.prefixBlocks, sequence.ownBlocks);
        sequence.prefix = null;
        sequence.prefixBlocks = 0;
        sequence.ownBlocks = 0;
        sequence.computed = 0;
        sequence.scheduled = 0;
    }

    /** Admits waiting sequences while the batch has tokens and the KV cache has room for the next tokens. */
    private void admit(EngineBatch batch) {
        while (!waiting.isEmpty()
                && batch.remainingTokens() > 0
                && running.size() < spec.batching().maxSequences()) {
            TokenSequence sequence = waiting.peek();
            KvBlocks.Prefix prefix = sequence.prefixLength == 0 ? null : kv.find(sequence.prefixId);
            int hits = prefix == null ? 0 : prefix.blocks();
            int cachedTokens = hits * kv.blockTokens();
            int tokens = batch.share(sequence.uncomputed() - cachedTokens);
            int own = kv.blocks((long) cachedTokens + tokens) - hits;
            if (!kv.admit(prefix, own)) {
                return;
            }
            waiting.poll();
            running.add(sequence);
            sequence.prefix = prefix;
            sequence.prefixBlocks = hits;
            sequence.ownBlocks = own;
            sequence.computed = cachedTokens;
            accounts.onAdmitted(sequence, cachedTokens);
            batch.add(sequence, tokens);
            resumeTrail(sequence);
        }
    }

    /** Attributes the time since the arrival or a preemption to waiting. */
    private void resumeTrail(TokenSequence sequence) {
        Trail own = simulation.trail();
        simulation.resume(sequence.trail, RequestPhase.WAITING);
        sequence.trail = simulation.trail();
        simulation.restore(own);
        sequence.request.token().begin();
    }

    private void endStep() {
        long now = simulation.now();
        List<TokenSequence> completed = new ArrayList<>(2);
        int kept = 0;
        for (int i = 0; i < running.size(); i++) {
            TokenSequence sequence = running.get(i);
            advance(sequence, now);
            if (sequence.cancelled != null || sequence.complete()) {
                completed.add(sequence);
            } else {
                running.set(kept++, sequence);
            }
        }
        running.subList(kept, running.size()).clear();
        for (TokenSequence sequence : completed) {
            accounts.onDiscarded(sequence);
            release(sequence);
        }
        stepping = false;
        beginStep();
        count();
        completed.forEach(this::finish);
    }

    /** Counts the computed tokens of a sequence in a step, and the token that it has generated. */
    private void advance(TokenSequence sequence, long now) {
        if (sequence.scheduled == 0) {
            return;
        }
        sequence.computed += sequence.scheduled;
        sequence.scheduled = 0;
        int blocks = sequence.prefixLength;
        if (blocks > sequence.prefixBlocks && sequence.computed >= blocks * kv.blockTokens()) {
            share(sequence, blocks);
        }
        if (sequence.uncomputed() == 0 && sequence.cancelled == null) {
            accounts.token(sequence, now);
        }
    }

    private void share(TokenSequence sequence, int blocks) {
        KvBlocks.Prefix shared = kv.share(sequence.prefix, sequence.prefixBlocks, sequence.prefixId, blocks);
        if (shared != null) {
            sequence.prefix = shared;
            sequence.ownBlocks -= blocks - sequence.prefixBlocks;
            sequence.prefixBlocks = blocks;
        }
    }

    private void finish(TokenSequence sequence) {
        if (sequence.request.token() != CancellationToken.NONE) {
            sequence.request.token().unlisten(sequence);
        }
        Trail own = simulation.trail();
        simulation.resume(sequence.trail, sequence.admitted ? RequestPhase.WORK : RequestPhase.WAITING);
        accounts.end(sequence);
        simulation.restore(own);
    }

    /** Updates the levels. */
    private void count() {
        long now = simulation.now();
        EngineMetrics.Engine levels = measures.engine();
        levels.queue().set(now, waiting.size());
        levels.batchSize().set(now, running.size());
        levels.kvUsage().add(now, kv.usedBlocks() - levels.kvUsage().busy());
    }

    /** Discards cached prefixes. */
    void flush() {
        kv.flush();
    }

    @Override
    public void onCrash() {
        accounts.lose(running, waiting);
        running.clear();
        waiting.clear();
        kv.clear();
        stepping = false;
        count();
    }

    /** Returns the host of the engine. */
    Host host() {
        return host;
    }
}
