package dev.brownout.verify.model;

import dev.brownout.id.ClockRegressionPolicy;
import dev.brownout.id.IdBitLayout;
import dev.brownout.id.RandomIdCollisions;
import dev.brownout.id.SeenNumbers;
import dev.brownout.id.SnowflakeSequencer;
import dev.brownout.random.KeyedRandom;
import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import java.util.List;
import java.util.Map;

/**
 * Reference models of identifiers: size of the id space, collisions of random identifiers, and rate of one id worker.
 */
final class Identifiers implements ModelFamily {
    private static final int DAYS = 365;
    private static final int CLASS_SIZE = 23;
    private static final int CLASSES = 5_000;
    private static final int DRAWN = 1_000_000;
    private static final int BURST = 10_000;
    private static final double NANOS_PER_MILLI = 1e6;

    @Override
    public String title() {
        return "Identifiers";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(
                ReferenceModel.of("id.birthday.365", size -> Map.of("", sharedBirthdays(size)))
                        .withFixedLength(),
                collisionProbability("32bit", 77_164, 0x1p32),
                collisionProbability("64bit", 5.06e9, 0x1p64),
                collisionProbability("uuid4", 2.71e18, RandomIdCollisions.UUID.size()),
                ReferenceModel.of("id.colliding.a", size -> Map.of("", duplicates(size)))
                        .runs(32)
                        .withFixedLength(),
                fact("id.snowflake.perms", IdBitLayout.SNOWFLAKE.perMillisecond()),
                fact("id.snowflake.workers", IdBitLayout.SNOWFLAKE.workers()),
                fact("id.snowflake.years", IdBitLayout.SNOWFLAKE.years()),
                fact("id.base62.7", RandomIdCollisions.codes(62, 7).size()),
                fact("id.snowflake.burst.a", burstNanos()));
    }

    private static ReferenceModel fact(String row, double value) {
        return ReferenceModel.fact(row, size -> Map.of("", PartialEstimate.Fact.content(value)));
    }

    private static ReferenceModel collisionProbability(String row, double drawn, double spaceSize) {
        return fact("id.birthday." + row, new RandomIdCollisions(spaceSize).duplicateProbability(drawn));
    }

    /** Returns the share of classes in which two members have the same birthday. */
    private static PartialEstimate sharedBirthdays(ReferenceModel.Size size) {
        RandomIdCollisions year = new RandomIdCollisions(DAYS);
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(size.seed(), size.run(), "birthdays"));
        int sharedCount = 0;
        for (int i = 0; i < CLASSES; i++) {
            SeenNumbers seen = new SeenNumbers();
            boolean distinct = true;
            for (int k = 0; k < CLASS_SIZE; k++) {
                distinct &= seen.add(year.draw(random));
            }
            sharedCount += distinct ? 0 : 1;
        }
        return new PartialEstimate.Quotient(sharedCount, CLASSES);
    }

    private static PartialEstimate duplicates(ReferenceModel.Size size) {
        RandomIdCollisions space = new RandomIdCollisions(0x1p32);
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(size.seed(), size.run(), "numbers"));
        SeenNumbers seen = new SeenNumbers();
        int repeated = 0;
        for (int i = 0; i < DRAWN; i++) {
            repeated += seen.add(space.draw(random)) ? 0 : 1;
        }
        return new PartialEstimate.Quotient(repeated, 1);
    }

    /** Returns the time of the last identifier of a burst at one worker, in nanoseconds. */
    private static double burstNanos() {
        SnowflakeSequencer worker = new SnowflakeSequencer(IdBitLayout.SNOWFLAKE, ClockRegressionPolicy.REFUSE);
        long last = 0;
        for (int i = 0; i < BURST; i++) {
            last = worker.generate(0);
        }
        return last * NANOS_PER_MILLI;
    }
}
