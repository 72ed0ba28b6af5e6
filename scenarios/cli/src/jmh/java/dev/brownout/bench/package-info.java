/** What the speed of experiments is measured by. */
package dev.brownout.bench;
