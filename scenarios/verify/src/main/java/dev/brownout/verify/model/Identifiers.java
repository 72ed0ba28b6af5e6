package dev.brownout.verify.model;

import dev.brownout.identifier.Guard;
import dev.brownout.identifier.Layout;
import dev.brownout.identifier.RandomSpace;
import dev.brownout.identifier.SeenNumbers;
import dev.brownout.identifier.Worker;
import dev.brownout.random.Draws;
import dev.brownout.verify.Family;
import dev.brownout.verify.Model;
import dev.brownout.verify.Part;
import java.util.List;
import java.util.Map;

/** Identifiers: how many there are, how soon two of random ones are equal, and how fast a worker can give them. */
final class Identifiers implements Family {
    private static final int DAYS = 365;
    private static final int PEOPLE = 23;
    private static final int CLASSES = 5_000;
    private static final int DRAWN = 1_000_000;
    private static final int BURST = 10_000;
    private static final double MILLI = 1e6;

    @Override
    public String title() {
        return "Identifiers";
    }

    @Override
    public List<Model> models() {
        return List.of(
                Model.of("id.birthday.365", size -> Map.of("", birthdays(size))).ofOneLength(),
                odds("32bit", 77_164, 0x1p32),
                odds("64bit", 5.06e9, 0x1p64),
                odds("uuid4", 2.71e18, RandomSpace.UUID.size()),
                Model.of("id.colliding.a", size -> Map.of("", repeats(size)))
                        .runs(32)
                        .ofOneLength(),
                fact("id.snowflake.perms", Layout.SNOWFLAKE.perMillisecond()),
                fact("id.snowflake.workers", Layout.SNOWFLAKE.workers()),
                fact("id.snowflake.years", Layout.SNOWFLAKE.years()),
                fact("id.base62.7", RandomSpace.codes(62, 7).size()),
                fact("id.snowflake.burst.a", burst()));
    }

    private static Model fact(String row, double value) {
        return Model.fact(row, size -> Map.of("", Part.Fact.of(value)));
    }

    private static Model odds(String row, double drawn, double of) {
        return fact("id.birthday." + row, new RandomSpace(of).duplicateProbability(drawn));
    }

    /** Share of some classes in which two have the same birthday. */
    private static Part birthdays(Model.Size size) {
        RandomSpace year = new RandomSpace(DAYS);
        Draws draws = new Draws(Draws.key(size.seed(), size.run(), "birthdays"));
        int shared = 0;
        for (int i = 0; i < CLASSES; i++) {
            SeenNumbers seen = new SeenNumbers();
            boolean fresh = true;
            for (int k = 0; k < PEOPLE; k++) {
                fresh &= seen.add(year.draw(draws));
            }
            shared += fresh ? 0 : 1;
        }
        return new Part.Quotient(shared, CLASSES);
    }

    private static Part repeats(Model.Size size) {
        RandomSpace space = new RandomSpace(0x1p32);
        Draws draws = new Draws(Draws.key(size.seed(), size.run(), "numbers"));
        SeenNumbers seen = new SeenNumbers();
        int repeated = 0;
        for (int i = 0; i < DRAWN; i++) {
            repeated += seen.add(space.draw(draws)) ? 0 : 1;
        }
        return new Part.Quotient(repeated, 1);
    }

    /** The nanosecond of the last of many identifiers that one worker is asked for at once. */
    private static double burst() {
        Worker worker = new Worker(Layout.SNOWFLAKE, Guard.REFUSE);
        long last = 0;
        for (int i = 0; i < BURST; i++) {
            last = worker.give(0);
        }
        return last * MILLI;
    }
}
