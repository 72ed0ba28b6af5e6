package dev.brownout.randomscenario;

import dev.brownout.language.parse.Vocabulary;
import dev.brownout.random.KeyPopularity;
import dev.brownout.spec.GenericTypes;
import dev.brownout.spec.RecordedTable;
import dev.brownout.spec.RecordedText;
import dev.brownout.spec.SpecFields;
import java.util.List;
import java.util.function.DoubleFunction;

/** Generator of distributions of durations, sizes and numbers, and of key distributions. */
final class DistributionTexts {
    private final Chance chance;
    private final Amounts amounts;
    private final TestFiles files;
    private final Vocabulary vocabulary;

    DistributionTexts(Chance chance, Amounts amounts, TestFiles files, Vocabulary vocabulary) {
        this.chance = chance;
        this.amounts = amounts;
        this.files = files;
        this.vocabulary = vocabulary;
    }

    /** Returns a distribution of durations with about the given mean, in ns. */
    String time(double nanos) {
        return distribution(nanos, value -> amounts.time((long) value), files::times);
    }

    /** Returns a distribution of sizes with about the given mean, in bytes. */
    String size(double bytes) {
        return distribution(bytes, amounts::size, files::sizes);
    }

    /** Returns a distribution of numbers with about the given mean. */
    String count(double number) {
        return distribution(number, value -> amounts.count(Math.max(1, (long) value)), files::counts);
    }

    private String distribution(double mean, DoubleFunction<String> write, DoubleFunction<String> file) {
        int choice = chance.nextInt(vocabulary.distributions().size() + 1);
        String distribution = choice == 0
                ? write.apply(chance.percent(10) ? 0 : mean)
                : new Around(mean, write, file).of(vocabulary.distributions().get(choice - 1));
        return chance.percent(10) ? distribution + " + " + write.apply(mean / 3 + 1) : distribution;
    }

    /** Returns a key distribution. */
    String keys() {
        return new Around(1, Double::toString, files::times).of(chance.of(vocabulary.keyPopularities()));
    }

    /** Returns the types without nested distributions and files. */
    private static List<? extends Class<?>> elementaryTypes(List<? extends Class<?>> all) {
        return all.stream()
                .filter(type -> SpecFields.of(type).fields().stream()
                        .noneMatch(f -> GenericTypes.isList(f.type())
                                || f.type() == RecordedTable.class
                                || GenericTypes.raw(f.type()) == RecordedText.class
                                || GenericTypes.raw(f.type()) == KeyPopularity.class))
                .toList();
    }

    /** Generator of distributions around a mean. */
    private final class Around extends FunctionTexts {
        private final double mean;
        private final DoubleFunction<String> write;
        private final DoubleFunction<String> file;

        Around(double mean, DoubleFunction<String> write, DoubleFunction<String> file) {
            super(DistributionTexts.this.chance, DistributionTexts.this.amounts);
            this.mean = mean;
            this.write = write;
            this.file = file;
        }

        @Override
        String value(int n) {
            double times = 1;
            for (int i = 0; i < n; i++) {
                times *= 3;
            }
            return write.apply(Math.max(1, mean * times / chance.intBetween(1, 2)) + n);
        }

        @Override
        String rate(int n) {
            return amounts.rate(n + 1.0);
        }

        @Override
        String span(int n) {
            return amounts.time(1_000_000L >> n);
        }

        @Override
        String distribution(double times) {
            return new Around(mean * times, write, file).of(chance.of(elementaryTypes(vocabulary.distributions())));
        }

        @Override
        String keys() {
            return new Around(mean, write, file).of(chance.of(elementaryTypes(vocabulary.keyPopularities())));
        }

        @Override
        String file() {
            return file.apply(mean);
        }

        @Override
        String table(TableTexts table) {
            return files.table(table, mean, 1);
        }

        @Override
        long largeNumber() {
            return (long) chance.logarithmic(1, 200_000);
        }
    }
}
