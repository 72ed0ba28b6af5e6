package dev.brownout.reality;

import dev.brownout.random.KeyNames;
import dev.brownout.random.KeySampler;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.ZipfKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A request of an open load before it is sent.
 *
 * @param atNanos when it is to be sent, from the start of the load
 * @param key what it asks for, from 1
 */
record PlannedRequest(long atNanos, int key) {

    /**
     * Poisson arrivals at a rate, each for a key drawn by its popularity: the same for the same name.
     *
     * @param perSecond requests a second, more than 0
     */
    static List<PlannedRequest> poisson(String name, double perSecond, Duration length, ZipfKeys keys) {
        KeyedRandom gaps = new KeyedRandom(KeyedRandom.key(1, 0, name + ".gaps"));
        KeyedRandom choices = new KeyedRandom(KeyedRandom.key(1, 0, name + ".keys"));
        KeySampler sampler = keys.sampler(new KeyNames(List.of()));
        List<PlannedRequest> all = new ArrayList<>();
        double at = 0;
        while (true) {
            at += -StrictMath.log1p(-gaps.uniform()) / perSecond * 1e9;
            if (at >= length.toNanos()) {
                return all;
            }
            all.add(new PlannedRequest((long) at, sampler.next(choices, all.size())));
        }
    }
}
