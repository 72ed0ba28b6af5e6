package dev.brownout.randomscenario;

import dev.brownout.language.parse.Vocabulary;
import dev.brownout.spec.TableColumn.Content;
import dev.brownout.workload.ConnectionLoad;
import dev.brownout.workload.LoadProfile;
import dev.brownout.workload.OpenLoad;
import java.util.ArrayList;
import java.util.List;

/** Generator of loads with a number of requests that fits the scale of the scenario. */
final class LoadTexts {
    private final Chance chance;
    private final Scale scale;
    private final Amounts amounts;
    private final DistributionTexts distributions;
    private final TestFiles files;
    private final List<? extends Class<?>> known;

    LoadTexts(
            Chance chance,
            Scale scale,
            Amounts amounts,
            DistributionTexts distributions,
            TestFiles files,
            Vocabulary vocabulary) {
        this.chance = chance;
        this.scale = scale;
        this.amounts = amounts;
        this.distributions = distributions;
        this.files = files;
        this.known = vocabulary.loads().stream()
                .filter(load -> load != ConnectionLoad.class)
                .toList();
    }

    /** Returns a load of persistent connections, for a request with such a server on its path. */
    String connections(double part) {
        return new Around(scale.perSecond() * part, scale.runNanos()).of(ConnectionLoad.class);
    }

    /** Returns a load with the given share of the requests of the scenario. */
    Object randomLoad(double part) {
        double mean = scale.perSecond() * part;
        int choice = chance.nextInt(known.size() + 2);
        if (choice == 0) {
            return constantRate(mean);
        }
        return choice == 1 ? list(mean) : new Around(mean, scale.runNanos()).of(known.get(choice - 2));
    }

    /** Returns a constant rate with the given share of the requests of the scenario. */
    String constantLoad(double part) {
        return constantRate(scale.perSecond() * part);
    }

    /** Returns a constant rate. */
    String constantRate(double perSecond) {
        return amounts.rate(chance.percent(2) ? 0 : Math.max(1e-6, perSecond));
    }

    private List<Object> list(double mean) {
        List<Object> list = new ArrayList<>();
        List<? extends Class<?>> flows =
                known.stream().filter(OpenLoad.class::isAssignableFrom).toList();
        List<? extends Class<?>> ending = flows.stream().filter(LoadTexts::ends).toList();
        for (int i = chance.intBetween(0, 2); i > 0; i--) {
            list.add(new Around(mean, scale.runNanos() / 3.0).of(chance.of(ending)));
        }
        list.add(
                chance.percent(25)
                        ? constantRate(mean)
                        : new Around(mean, scale.runNanos() / 2.0).of(chance.of(flows)));
        return list;
    }

    /** Returns whether a load type defines its own length. */
    private static boolean ends(Class<?> flow) {
        try {
            return flow.getMethod("lengthNanos").getDeclaringClass() != LoadProfile.class;
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Generator of loads around a rate, within a duration. */
    private final class Around extends FunctionTexts {
        private final double mean;
        private final double length;

        Around(double mean, double length) {
            super(LoadTexts.this.chance, LoadTexts.this.amounts);
            this.mean = mean;
            this.length = length;
        }

        @Override
        String value(int n) {
            return span(0);
        }

        @Override
        String rate(int n) {
            return n == 0 && chance.percent(15)
                    ? amounts.rate(0)
                    : amounts.rate(Math.min(1e9, Math.max(1e-6, mean / 2 * (2 * n + 1))));
        }

        @Override
        String span(int n) {
            double part = length / 2;
            for (int i = 0; i < n; i++) {
                part /= 3;
            }
            return amounts.time(Math.max(1, Scale.round(Math.max(1, part))));
        }

        /** Returns think times that are short, but long enough to bound the number of requests. */
        @Override
        String distribution(double times) {
            return distributions.time(Math.max(1, scale.runNanos() / scale.requests() * times));
        }

        @Override
        String keys() {
            return distributions.keys();
        }

        @Override
        String file() {
            throw new IllegalStateException("no load has recorded values");
        }

        @Override
        String table(TableTexts table) {
            boolean plain = table.chosen().isEmpty()
                    && !table.header()
                    && table.contents().contains(Content.ARRIVALS);
            return plain ? files.arrivals(scale) : files.table(table, scale.runNanos(), mean);
        }

        @Override
        long largeNumber() {
            return chance.nextInt(30);
        }
    }
}
