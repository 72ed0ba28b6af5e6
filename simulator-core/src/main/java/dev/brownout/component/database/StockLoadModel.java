package dev.brownout.component.database;

import dev.brownout.component.database.stock.StockSpec;
import dev.brownout.random.KeyPopularity;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.CapacityProperty.StockModel;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.component.StockOperation;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Analytical model of units that requests reserve. Holds that all expire are a loss system for each key (Erlang B). The
 * units of a key that buyers confirm last until the reservations have taken all of them.
 */
final class StockLoadModel {
    /** Highest rank of a key that is modelled individually. Keys of higher ranks have their mean rate. */
    private static final int RANKS_ALONE = 20_000;

    /** Number of standard deviations of a Poisson number beyond which it hardly ever is. */
    private static final double HARDLY_EVER = 10;

    private final StockSpec stock;
    private final CapacityModel model;
    private final Map<Integer, Double> keys = new TreeMap<>();
    private double otherKeys;
    private double otherPerSecond;

    StockLoadModel(StockSpec stock, CapacityModel model) {
        this.stock = stock;
        this.model = model;
    }

    void draw() {
        double reserved = 0;
        double confirmed = 0;
        boolean released = false;
        for (OfferedDemand calls : model.demands()) {
            Optional<StockOperation> operation = StockOperation.of(calls.endpoint());
            boolean takes = operation.filter(StockOperation::takes).isPresent();
            reserved += takes ? calls.perSecond() : 0;
            confirmed += operation.equals(Optional.of(StockOperation.CONFIRM)) ? calls.perSecond() : 0;
            released |= operation.equals(Optional.of(StockOperation.RELEASE)) && calls.perSecond() > 0;
            if (takes && calls.keys().isPresent()) {
                spread(calls.keys().get(), calls.perSecond());
            }
        }
        if (reserved > 0) {
            double busiest =
                    keys.values().stream().mapToDouble(rate -> rate).max().orElse(0);
            boolean lossSystem = confirmed == 0 && !released && stock.hold().isPresent();
            model.declare(new StockModel(
                    reserved,
                    stock.units(),
                    stock.hold().map(Duration::toNanos).orElse(0L),
                    lossSystem ? lost() / reserved : Double.NaN,
                    released ? Double.NaN : 1e9 * takenAfter(busiest, Math.min(1, confirmed / reserved))));
        }
    }

    private void spread(KeyPopularity popularity, double perSecond) {
        double left = 1;
        int alone = Math.min(RANKS_ALONE, popularity.size());
        for (int rank : popularity.mostPopular(alone)) {
            double share = popularity.probability(rank);
            keys.merge(popularity.key(rank, model.keyNames()), share * perSecond, Double::sum);
            left -= share;
        }
        otherKeys = Math.max(otherKeys, popularity.size() - alone);
        otherPerSecond += Math.max(0, left) * perSecond;
    }

    /** Returns the reservations per second without a free unit. */
    private double lost() {
        Map<Double, Double> known = new TreeMap<>();
        double lost = 0;
        for (double perSecond : keys.values()) {
            lost += perSecond * known.computeIfAbsent(perSecond, this::lossProbability);
        }
        return otherKeys == 0 ? lost : lost + otherPerSecond * lossProbability(otherPerSecond / otherKeys);
    }

    /** Returns the probability that all units of a key are held, by the recursion of the Erlang B formula. */
    private double lossProbability(double perSecond) {
        double load = perSecond * holdSeconds();
        if (load + HARDLY_EVER * (Math.sqrt(load) + 1) < stock.units()) {
            return 0;
        }
        double lost = 1;
        for (int n = 1; n <= stock.units(); n++) {
            lost = load * lost / (n + load * lost);
        }
        return lost;
    }

    private double holdSeconds() {
        return stock.hold().map(hold -> hold.toNanos() / 1e9).orElse(Double.POSITIVE_INFINITY);
    }

    /**
     * Returns the mean time in which reservations take all units of a key, in seconds; infinite if they never do. Until
     * the first hold expires each takes a unit, and then only a confirmed one does.
     *
     * @param confirmed share of the holds that are confirmed, 0 to 1
     */
    private double takenAfter(double perSecond, double confirmed) {
        double taken = perSecond * holdSeconds();
        if (taken >= stock.units()) {
            return stock.units() / perSecond;
        }
        double lasting = perSecond * confirmed;
        return lasting == 0 ? Double.POSITIVE_INFINITY : holdSeconds() + (stock.units() - taken) / lasting;
    }
}
