export default function Who() { return 'The crew'; }
