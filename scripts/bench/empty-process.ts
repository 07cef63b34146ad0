// A Node process that does nothing: what the engine's memory is compared with.
process.on('message', () => {});
process.send?.('started');
