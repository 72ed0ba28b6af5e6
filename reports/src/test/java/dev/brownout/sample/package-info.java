/** Hand-made results that look like real ones, for tests of everything that is derived from a result. */
package dev.brownout.sample;
