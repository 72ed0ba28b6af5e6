package dev.brownout.importing.detail;

/**
 * Details of a request in a log.
 *
 * @param cache result of its lookup in a cache
 * @param cacheWord word of the log for that result; empty if the log has none
 * @param backend address or name of the server that handled the request, or a list of the tried ones; empty if unknown
 * @param state termination state or response flags of a proxy; empty for a normal end, or if the log has none
 */
public record RequestDetails(CacheResult cache, String cacheWord, String backend, String state) {
    /** Details of a request without any. */
    public static final RequestDetails NONE = new RequestDetails(CacheResult.NONE, "", "", "");

    /** Returns the details that fields of a line state; an empty field states none. */
    public static RequestDetails of(String cacheField, String backend, String state) {
        if (cacheField.isEmpty() && backend.isEmpty() && state.isEmpty()) {
            return NONE;
        }
        String word = CacheResult.word(cacheField);
        boolean normal = state.equals("-") || state.startsWith("--");
        return new RequestDetails(CacheResult.of(word), word, backend, normal ? "" : state);
    }
}
