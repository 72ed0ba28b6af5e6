/** Small random systems with loads near their capacity, and the comparison of their analytical estimates with runs. */
package dev.brownout.randomscenario.estimate;
