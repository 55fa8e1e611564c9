export default function Home() { return 'The harbour'; }
