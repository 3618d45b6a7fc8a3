package io.multimodal4j.cache;

/**
 * What a cache has done, and what it holds.
 *
 * @param hits items that were found
 * @param misses items that were not found and had to be processed
 * @param joins items that another request was processing at that moment, and whose result was shared
 * @param insertions items that were put in
 * @param rejections items that were not put in because they would not fit beside those in use
 * @param evictions items that were dropped for others
 * @param entries items that are held now
 * @param bytes what they cost
 * @param maxBytes the bound of that cost
 */
public record CacheStats(
        long hits,
        long misses,
        long joins,
        long insertions,
        long rejections,
        long evictions,
        int entries,
        long bytes,
        long maxBytes) {

    /**
     * How many of the items that were asked for had not to be processed.
     *
     * @return between 0 and 1; 0 if none was asked for
     */
    public double hitRatio() {
        long asked = hits + joins + misses;
        return asked == 0 ? 0 : (double) (hits + joins) / asked;
    }

    /**
     * What happened since an earlier time.
     *
     * @param before the figures of that time, of the same cache
     * @return the difference of all counts, and what is held now
     */
    public CacheStats since(CacheStats before) {
        return new CacheStats(
                hits - before.hits,
                misses - before.misses,
                joins - before.joins,
                insertions - before.insertions,
                rejections - before.rejections,
                evictions - before.evictions,
                entries,
                bytes,
                maxBytes);
    }
}
