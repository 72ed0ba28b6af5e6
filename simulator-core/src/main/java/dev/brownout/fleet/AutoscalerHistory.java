package dev.brownout.fleet;

import java.util.ArrayDeque;
import java.util.Deque;

/** Past recommendations and changes of one autoscaler, as needed for its stabilization window and rate limits. */
final class AutoscalerHistory {
    private final AutoscaleSpec spec;
    private final Deque<Thought> recentRecommendations = new ArrayDeque<>();
    private final Deque<Thought> changes = new ArrayDeque<>();

    private boolean hasBegun;

    /** Number of instances at an instant. */
    private record Thought(long at, int nodes) {}

    AutoscalerHistory(AutoscaleSpec spec) {
        this.spec = spec;
    }

    /**
     * Returns the desired number of instances after stabilization and rate limits.
     *
     * @param current number of instances desired so far
     * @param right number of instances that the metric asks for
     */
    int decide(long now, int current, int right) {
        if (!hasBegun) {
            hasBegun = true;
            recentRecommendations.add(new Thought(now, current));
        }
        discard(recentRecommendations, now - spec.downWindow().toNanos());
        int highest = right;
        for (Thought recommendation : recentRecommendations) {
            highest = Math.max(highest, recommendation.nodes());
        }
        recentRecommendations.add(new Thought(now, right));
        int steady = right > current ? right : Math.min(current, highest);
        int next = Math.max(spec.min(), Math.min(spec.max(), paced(now, current, steady)));
        if (next != current) {
            changes.add(new Thought(now, next - current));
        }
        return next;
    }

    private int paced(long now, int current, int target) {
        if (target > current) {
            ScalingRate rate = spec.upPolicy();
            return Math.min(target, rate.maximumHosts(current, current - netGrowth(now, rate)));
        }
        ScalingRate rate = spec.downPolicy();
        return Math.max(target, rate.fewest(current, current - netGrowth(now, rate)));
    }

    /** Returns the net growth of the tier within the period of a rate limit. */
    private int netGrowth(long now, ScalingRate rate) {
        long since = now - rate.every().toNanos();
        int sum = 0;
        for (Thought change : changes) {
            sum += change.at() > since ? change.nodes() : 0;
        }
        long longest = Math.max(
                spec.upPolicy().every().toNanos(), spec.downPolicy().every().toNanos());
        discard(changes, now - longest);
        return sum;
    }

    private static void discard(Deque<Thought> recommendations, long before) {
        while (!recommendations.isEmpty() && recommendations.peek().at() <= before) {
            recommendations.poll();
        }
    }
}
