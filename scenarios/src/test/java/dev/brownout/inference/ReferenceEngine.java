package dev.brownout.inference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Independent simulator of one inference engine, written from the description of the scheduler of vLLM V1 alone. It
 * keeps every block of the KV cache as an object with a content, and loops over tokens instead of counting them.
 */
final class ReferenceEngine {
    /** Settings of the engine. Times are in nanoseconds. */
    record Settings(
            long base, long perSequence, double perPrefillToken, int maxSequences, int budget, int blocks, int block) {}

    /** Arrival of a call. Calls with the same key share the first tokens of their prompts. */
    record Arrival(long at, int prompt, int output, int key, int prefix) {}

    /** Block of the KV cache. Its content is the key and the position of a shared block, or null. */
    private static final class Block {
        private String content;
        private int users;
    }

    /** A call in the engine. */
    private static final class Call {
        private final Arrival arrival;
        private final List<Block> blocks = new ArrayList<>();
        private int done;
        private int made;
        private long lastToken;

        Call(Arrival arrival) {
            this.arrival = arrival;
        }

        int known() {
            return arrival.prompt() + made;
        }
    }

    private final Settings settings;
    /** Free blocks: the next one to use is the first. */
    private final ArrayDeque<Block> free = new ArrayDeque<>();

    private final Map<String, Block> contents = new TreeMap<>();
    private final ArrayDeque<Call> queue = new ArrayDeque<>();
    private final List<Call> batch = new ArrayList<>();
    final List<Long> firstTokens = new ArrayList<>();
    final List<Long> gaps = new ArrayList<>();
    final List<Long> times = new ArrayList<>();
    int preemptions;
    long prefilled;
    long fromCache;
    long lookups;

    ReferenceEngine(Settings settings) {
        this.settings = settings;
        for (int i = 0; i < settings.blocks(); i++) {
            free.add(new Block());
        }
    }

    /** Runs all arrivals, in the order of their times, and records tokens up to an instant. */
    ReferenceEngine run(List<Arrival> arrivals, long end) {
        ArrayDeque<Arrival> coming = new ArrayDeque<>(arrivals);
        long now = 0;
        while (now <= end) {
            while (!coming.isEmpty() && coming.getFirst().at() <= now) {
                queue.add(new Call(coming.removeFirst()));
            }
            Map<Call, Integer> step = schedule();
            if (step.isEmpty()) {
                if (coming.isEmpty()) {
                    break;
                }
                now = coming.getFirst().at();
                continue;
            }
            now += length(step);
            if (now <= end) {
                finish(step, now);
            }
        }
        return this;
    }

    private long length(Map<Call, Integer> step) {
        int prefill = 0;
        for (Map.Entry<Call, Integer> part : step.entrySet()) {
            Call call = part.getKey();
            if (call.made == 0 || call.known() - call.done > 1) {
                prefill += part.getValue();
            }
        }
        prefilled += prefill;
        return settings.base()
                + settings.perSequence() * step.size()
                + Math.round(prefill * settings.perPrefillToken());
    }

    private Map<Call, Integer> schedule() {
        Map<Call, Integer> step = new LinkedHashMap<>();
        int left = settings.budget();
        int before = preemptions;
        for (int i = 0; i < batch.size() && left > 0; i++) {
            Call call = batch.get(i);
            int tokens = Math.min(left, call.known() - call.done);
            while (batch.contains(call) && !allocate(call, call.done + tokens)) {
                Call last = batch.remove(batch.size() - 1);
                release(last);
                last.done = 0;
                queue.addFirst(last);
                preemptions++;
            }
            if (batch.contains(call)) {
                step.put(call, tokens);
                left -= tokens;
            }
        }
        while (before == preemptions && !queue.isEmpty() && left > 0 && batch.size() < settings.maxSequences()) {
            Call call = queue.getFirst();
            List<Block> hits = hits(call);
            int cached = hits.size() * settings.block();
            int tokens = Math.min(left, call.known() - cached);
            long revived = hits.stream().filter(block -> block.users == 0).count();
            if (promptCost(cached + tokens) - hits.size() > free.size() - revived) {
                break;
            }
            for (Block block : hits) {
                block.users++;
                free.remove(block);
                call.blocks.add(block);
            }
            allocate(call, cached + tokens);
            if (call.made == 0) {
                fromCache += cached;
                lookups += call.arrival.prompt();
            }
            queue.removeFirst();
            batch.add(call);
            call.done = cached;
            step.put(call, tokens);
            left -= tokens;
        }
        return step;
    }

    /** Returns the cached blocks of the prefix of a call. */
    private List<Block> hits(Call call) {
        List<Block> hits = new ArrayList<>();
        for (int i = 0; i < call.arrival.prefix() / settings.block(); i++) {
            Block block = contents.get(call.arrival.key() + "/" + i);
            if (block == null) {
                break;
            }
            hits.add(block);
        }
        return hits;
    }

    private int promptCost(int tokens) {
        return (tokens + settings.block() - 1) / settings.block();
    }

    private boolean allocate(Call call, int tokens) {
        int required = promptCost(tokens);
        if (required - call.blocks.size() > free.size()) {
            return false;
        }
        while (call.blocks.size() < required) {
            Block block = free.removeFirst();
            if (block.content != null) {
                contents.remove(block.content);
                block.content = null;
            }
            block.users = 1;
            call.blocks.add(block);
        }
        return true;
    }

    /** Frees the blocks of a call, the last ones first. */
    private void release(Call call) {
        for (int i = call.blocks.size() - 1; i >= 0; i--) {
            Block block = call.blocks.get(i);
            if (--block.users == 0) {
                free.addLast(block);
            }
        }
        call.blocks.clear();
    }

    private void finish(Map<Call, Integer> step, long now) {
        for (Map.Entry<Call, Integer> part : step.entrySet()) {
            Call call = part.getKey();
            for (int token = 0; token < part.getValue(); token++) {
                call.done++;
            }
            store(call);
            if (call.done == call.known()) {
                call.made++;
                if (call.made == 1) {
                    firstTokens.add(now - call.arrival.at());
                } else {
                    gaps.add(now - call.lastToken);
                }
                call.lastToken = now;
            }
        }
        for (Call call : new ArrayList<>(batch)) {
            if (call.made == call.arrival.output()) {
                times.add(now - call.arrival.at());
                batch.remove(call);
                release(call);
            }
        }
    }

    /** Stores the blocks of the prefix of a call, once all of them are computed. */
    private void store(Call call) {
        int blocks = call.arrival.prefix() / settings.block();
        for (int i = 0; i < blocks && call.done >= blocks * settings.block(); i++) {
            String content = call.arrival.key() + "/" + i;
            if (!contents.containsKey(content)) {
                call.blocks.get(i).content = content;
                contents.put(content, call.blocks.get(i));
            }
        }
    }

    /** Returns the mean of some times. */
    static double mean(List<Long> all) {
        return all.stream().mapToLong(Long::longValue).average().orElseThrow();
    }

    /** Returns the arrivals of several streams together, in the order of their times. */
    @SafeVarargs
    static List<Arrival> merge(List<Arrival>... streams) {
        List<Arrival> all = new ArrayList<>();
        for (List<Arrival> stream : streams) {
            all.addAll(stream);
        }
        all.sort((a, b) -> Long.compare(a.at(), b.at()));
        return all;
    }
}
