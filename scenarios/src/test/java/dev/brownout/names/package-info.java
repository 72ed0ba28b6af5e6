/** DNS names and resolvers, validated against renewal theory. */
package dev.brownout.names;
