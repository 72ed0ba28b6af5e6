/** Tests of the import of Prometheus data, with independently computed series. */
package dev.brownout.importing.prometheus;
