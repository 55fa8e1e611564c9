export default function Who() { return null; }
