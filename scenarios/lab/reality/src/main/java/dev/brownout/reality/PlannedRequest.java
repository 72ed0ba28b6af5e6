package dev.brownout.reality;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.random.KeyNames;
import dev.brownout.random.KeySampler;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.ZipfKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Request of an open loop before it is sent.
 *
 * @param atNanos planned send time in ns from the start of the load
 * @param key requested key, from 1
 */
record PlannedRequest(long atNanos, int key) {

    /**
     * Returns Poisson arrivals at a rate, each with a random key. Equal names give equal plans.
     *
     * @param perSecond requests per second, greater than 0
     */
    static List<PlannedRequest> poisson(String name, double perSecond, Duration length, ZipfKeys keys) {
        KeyedRandom gaps = new KeyedRandom(KeyedRandom.key(1, 0, name + ".gaps"));
        KeyedRandom choices = new KeyedRandom(KeyedRandom.key(1, 0, name + ".keys"));
        KeySampler sampler = keys.sampler(new KeyNames(List.of()));
        List<PlannedRequest> all = new ArrayList<>();
        double position = 0;
        while (true) {
            position += -ElementaryFunctions.log1p(-gaps.uniform()) / perSecond * 1e9;
            if (position >= length.toNanos()) {
                return all;
            }
            all.add(new PlannedRequest((long) position, sampler.next(choices, all.size())));
        }
    }
}
