package dev.brownout.eviction;

/** First in, first out: entries are evicted in order of arrival, regardless of use. */
final class FifoEviction extends ListEviction {
    @Override
    public void onUse(int slot) {
        // the order of arrival is not changed by use
    }
}
