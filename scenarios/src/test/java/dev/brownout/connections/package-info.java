/** Tests of persistent connections and pushes, validated against closed forms. */
package dev.brownout.connections;
